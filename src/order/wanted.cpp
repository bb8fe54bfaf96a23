#include "order/wanted.hpp"

#include <algorithm>

namespace tts {

namespace {

Result<Product> find_product(Store& store, const WantedName& name) {
    const auto id = ProductId::parse(name.product);
    auto product = id ? store.product(*id) : store.product_by_sku(name.streamer, name.product);
    if (product && product->streamer != name.streamer) return no_such_product();
    if (!product && product.error().code() == Errc::not_found) return no_such_product();
    return product;
}

}  // namespace

Error no_such_product() {
    return {Errc::not_found, "no such product of this streamer"};
}

Error which_variant() {
    return {Errc::not_found,
            "the product comes in variants: name one of them, by its id or its SKU"};
}

Result<Wanted> find_wanted(Store& store, const WantedName& name) {
    auto product = find_product(store, name);
    if (product && !product->has_variants) return Wanted{.product = std::move(*product)};
    if (product && product->variants.size() == 1) {
        const auto only = product->variants.front().id;
        return Wanted{.product = std::move(*product), .variant = only};
    }
    if (product) {
        const auto named = std::ranges::find(product->variants, name.variant, &Variant::name);
        if (named == product->variants.end()) return which_variant();
        const auto id = named->id;
        return Wanted{.product = std::move(*product), .variant = id};
    }
    if (product.error().code() != Errc::not_found) return product.error();
    auto owner = store.product_of_variant(name.streamer, name.product);
    if (!owner && owner.error().code() == Errc::not_found) return no_such_product();
    if (!owner) return owner.error();
    const auto is_it = [&](const Variant& variant) {
        return variant.sku == name.product || variant.id.to_string() == name.product;
    };
    const auto variant = std::ranges::find_if(owner->variants, is_it);
    if (variant == owner->variants.end()) return no_such_product();
    const auto id = variant->id;
    return Wanted{.product = std::move(*owner), .variant = id};
}

}  // namespace tts
