#include "apps/tiktoksales/shop/shop_parts.hpp"

#include "apps/tiktoksales/shop/discount_routes.hpp"
#include "apps/tiktoksales/shop/order_edit_routes.hpp"
#include "apps/tiktoksales/shop/quick_routes.hpp"
#include "apps/tiktoksales/shop/variant_routes.hpp"

#include <utility>

namespace tts {

Result<ShopParts> ShopParts::open(const StorageSettings& settings) {
    auto variants = open_variant_store(settings);
    if (!variants) return variants.error().during("opening the variants");
    auto discounts = open_discount_store(settings);
    if (!discounts) return discounts.error().during("opening the discount codes");
    return ShopParts{.variants = std::move(*variants), .discounts = std::move(*discounts)};
}

void add_shelf_routes(http::Router& router,
                      const ShopParts& shop,
                      const CatalogueParts& catalogue) {
    add_catalogue_routes(router, catalogue);
    add_quick_route(router, catalogue, *shop.variants);
    add_variant_routes(router, catalogue.stores, *shop.variants);
    add_discount_routes(router, *shop.discounts);
    add_order_edit_routes(router, catalogue.stores, catalogue.gate);
}

}  // namespace tts
