#pragma once

#include "apps/tiktoksales/demo/life_player.hpp"
#include "core/money.hpp"

namespace tts::demo {

// Plays what becomes of the orders of the scenes that were played, waits until all of it is known
// everywhere, and prints what there is then and whether it is as it must be. Returns how many
// checks failed. `dashboard` is where people look at orders.
Result<std::size_t> show_life(const LifeCast& cast,
                              const std::string& dashboard,
                              Percentage commission);

}  // namespace tts::demo
