#pragma once

#include "http/router.hpp"
#include "ports/discount_store.hpp"

namespace tts {

// Adds the discount codes of a streamer:
//   GET /streamers/{streamer}/discounts
//   PUT /streamers/{streamer}/discounts/{code}   percentage or amount; valid_from, valid_until,
//                                                uses_max
// What is given outlives the router.
void add_discount_routes(http::Router& router, DiscountStore& discounts);

}  // namespace tts
