#pragma once

#include "apps/tiktoksales/settings.hpp"
#include "core/result.hpp"
#include "http/router.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace tts {

// What a role needs to do its work, by name, and how to find out whether it answers. Checks may
// block for a short while; any thread may call them.
using ReadinessChecks = std::vector<std::pair<std::string, std::function<Result<void>()>>>;

// Adds GET /health (the process is alive) and GET /ready (each dependency by name; 503 if one does
// not answer).
void add_health_routes(http::Router& router, Role role, ReadinessChecks checks);

// Adds GET /status of the chat or ecommerce role, as the contract has it.
void add_status_route(http::Router& router,
                      Role role,
                      const ServeSettings& settings,
                      const ReadinessChecks& checks);

}  // namespace tts
