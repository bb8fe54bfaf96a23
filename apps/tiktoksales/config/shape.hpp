#pragma once

#include "apps/tiktoksales/config/option.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tts::config {

// What a text must be, if it is not what the rule's shape asks for: "a URL that begins with
// redis://". Nothing is reached, only the text is looked at.
std::optional<std::string> shape_fault(const Rule& rule, std::string_view text);

}  // namespace tts::config
