#pragma once

#include "dashboard/live_hub.hpp"
#include "http/router.hpp"

namespace tts::dashboard {

// Adds GET /api/events?streamer=&after=, a stream of server-sent events, documented in
// docs/dashboard-api.md. The hub outlives the router.
void add_live_events_api(http::Router& router, LiveHub& hub);

}  // namespace tts::dashboard
