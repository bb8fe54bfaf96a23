#pragma once

#include "core/result.hpp"

#include <string>

namespace tts::config {

// Errc::invalid if every user of the machine may read or write the file, which holds a secret. A
// group may: that is how containers hand secrets to a program that is not root.
Result<void> check_closed_to_others(const std::string& path);

}  // namespace tts::config
