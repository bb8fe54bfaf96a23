#pragma once

#include "http/router.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// Adds what sellers say about the reading of their chat:
//   POST /intents/feedback   the right label of a stored message or of a text
//   GET  /intents/feedback?streamer=&after=&limit=&format=   json, or tsv to train with
// The pool outlives the router.
void add_feedback_routes(http::Router& router, StorePool& stores);

}  // namespace tts
