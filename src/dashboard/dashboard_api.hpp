#pragma once

#include "http/router.hpp"
#include "ports/store_pool.hpp"

namespace tts::dashboard {

// Adds the JSON API that the page reads, documented in docs/dashboard-api.md:
//   GET /api/streamers
//   GET /api/feed?streamer=&limit=
//   GET /api/totals?streamer=
// An empty or missing streamer means all of them. The pool outlives the router.
void add_dashboard_api(http::Router& router, StorePool& stores);

}  // namespace tts::dashboard
