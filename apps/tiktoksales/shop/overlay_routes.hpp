#pragma once

#include "http/router.hpp"
#include "ports/overlay_tokens.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// The token of a streamer's overlay, and what who has it may read. The page itself is a file of
// the console's, which knows nothing. What is given outlives the routes.
void add_overlay_routes(http::Router& router, StorePool& stores, OverlayTokens& tokens);

}  // namespace tts
