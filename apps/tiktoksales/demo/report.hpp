#pragma once

#include "apps/tiktoksales/demo/checks.hpp"
#include "apps/tiktoksales/demo/player.hpp"

#include <vector>

// What the demo says in the end.

namespace tts::demo {

void print_outcome(const Played& played, const Recorded& recorded, Percentage commission);

// Returns how many checks failed.
std::size_t print_checks(const char* title, const std::vector<Check>& checks);

}  // namespace tts::demo
