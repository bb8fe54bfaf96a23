#pragma once

#include "http/router.hpp"
#include "ports/store_pool.hpp"

namespace tts::dashboard {

// Adds the JSON API that the page polls, documented in docs/dashboard-api.md:
//   GET /api/streamers
//   GET /api/feed?streamer=&limit=
//   GET /api/totals?streamer=
//   GET /api/orders?streamer=&status=&buyer=&limit=&cursor=
//   GET /api/products?streamer=&limit=&offset=
// An empty or missing streamer means all of them, except for products, which need one. The pool
// outlives the router.
void add_dashboard_api(http::Router& router, StorePool& stores);

}  // namespace tts::dashboard
