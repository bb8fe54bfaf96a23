#pragma once

#include "http/router.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// Adds what a seller decides about the orders of a show:
//   GET /streamers/{streamer}/rules
//   PUT /streamers/{streamer}/rules      what is left out stays
// What is given outlives the router.
void add_rules_routes(http::Router& router, StorePool& stores);

}  // namespace tts
