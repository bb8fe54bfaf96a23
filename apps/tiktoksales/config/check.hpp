#pragma once

#include "apps/tiktoksales/config/load.hpp"

namespace tts::config {

// What contradicts itself, is missing or is not safe in settings whose values alone are right.
// Looks at files, but reaches no server.
std::vector<Fault> check(const ServeSettings& settings);

// The names in the environment that look like ours and are none.
std::vector<Fault> check_environment(const char* const* environment);

}  // namespace tts::config
