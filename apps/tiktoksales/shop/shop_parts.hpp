#pragma once

#include "apps/tiktoksales/catalogue_routes.hpp"
#include "apps/tiktoksales/storage.hpp"

#include <memory>

namespace tts {

// What the routes of variants and discounts stand on, besides the store.
struct ShopParts {
    std::unique_ptr<VariantStore> variants;
    std::unique_ptr<DiscountStore> discounts;

    static Result<ShopParts> open(const StorageSettings& settings);
};

// Adds the catalogue, and all that sellers do with variants, discounts and the lines of orders: see
// the other files of this folder. What is given outlives the router.
void add_shelf_routes(http::Router& router, const ShopParts& shop, const CatalogueParts& catalogue);

}  // namespace tts
