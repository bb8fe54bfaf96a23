#pragma once

#include "apps/tiktoksales/settings.hpp"
#include "http/router.hpp"

namespace tts {

// Adds GET /openapi.json, which describes all routes of the router, and GET /docs, which shows it
// to people. Call it after every other route was added.
void add_openapi_routes(http::Router& router, Role role);

}  // namespace tts
