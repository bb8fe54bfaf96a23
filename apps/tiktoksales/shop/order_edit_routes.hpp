#pragma once

#include "apps/tiktoksales/access.hpp"
#include "http/router.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// Adds what a seller changes of an order that is pending; each answers with the order:
//   PATCH /orders/{order_number}/lines/{line}   quantity; 0: the line goes
//   PUT   /orders/{order_number}/discount       code; empty: none
// What is given outlives the router.
void add_order_edit_routes(http::Router& router, StorePool& stores, const Gate& gate);

}  // namespace tts
