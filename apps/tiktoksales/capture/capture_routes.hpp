#pragma once

#include "http/router.hpp"
#include "ports/capture_store.hpp"

namespace tts {

// Where a streamer's video comes from, and how it goes with watching it:
//   GET, PUT /streamers/{streamer}/capture
// The store outlives the router.
void add_capture_routes(http::Router& router, CaptureStore& captures);

}  // namespace tts
