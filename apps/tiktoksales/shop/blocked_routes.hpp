#pragma once

#include "http/router.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// Adds whom a streamer sells nothing to:
//   GET    /streamers/{streamer}/blocked
//   PUT    /streamers/{streamer}/blocked/{buyer}   reason
//   DELETE /streamers/{streamer}/blocked/{buyer}
// What is given outlives the router.
void add_blocked_routes(http::Router& router, StorePool& stores);

}  // namespace tts
