#pragma once

#include "apps/tiktoksales/config/load.hpp"

#include <string>

namespace tts::config {

// Every option with its value and where it comes from, in the form of the file; secrets masked.
std::string print_config(const Loaded& loaded);

// docs/configuration.md.
std::string print_markdown();

// A file with every option in a comment, to start from. `lines` stands at its top.
std::string print_sample(const std::string& lines);

}  // namespace tts::config
