#pragma once

#include "apps/tiktoksales/access.hpp"
#include "http/router.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// Adds what a seller prints, in English or Spanish (?lang=en, es):
//   GET /orders/picklist?streamer=     all that is paid and not sent yet
//   GET /orders/{order_number}/slip    what goes into the parcel
// What is given outlives the router.
void add_print_routes(http::Router& router, StorePool& stores, const Gate& gate);

}  // namespace tts
