#pragma once

#include "apps/tiktoksales/config/option.hpp"

#include <vector>

// The parts of the one table, by what they are about.

namespace tts::config {

std::vector<Option> server_options();
std::vector<Option> storage_options();
std::vector<Option> pipeline_options();
std::vector<Option> capture_options();
std::vector<Option> money_options();

}  // namespace tts::config
