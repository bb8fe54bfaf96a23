#pragma once

#include "http/router.hpp"
#include "ports/store_pool.hpp"
#include "ports/variant_store.hpp"

namespace tts {

// Adds what a seller does with the variants of a product:
//   GET   /products/item/{streamer}/{sku}/variants
//   POST  /products/item/{streamer}/{sku}/variants             sku, options, code, price, stock
//   PATCH /products/item/{streamer}/{sku}/variants/{variant}   some of them; by SKU or id
//   POST  /products/item/{streamer}/{sku}/variants/{variant}/archive, .../unarchive
// Each answers with the variant, the first with all. What is given outlives the router.
void add_variant_routes(http::Router& router, StorePool& stores, VariantStore& variants);

}  // namespace tts
