#pragma once

#include "apps/tiktoksales/catalogue_routes.hpp"
#include "http/router.hpp"
#include "ports/variant_store.hpp"

namespace tts {

// Adds POST /products/quick (multipart/form-data: streamer, name, price, stock; optional code and
// files): a product while the show runs, that viewers can claim at once. It gets the next free
// claim code (A1, A2...) if none is chosen. 201 with the product. What is given outlives the
// router.
void add_quick_route(http::Router& router, const CatalogueParts& parts, VariantStore& variants);

}  // namespace tts
