#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// A JSON array of texts.
std::string to_text_list(std::span<const std::string> texts);

// Its texts; what is none is left out, because the array only serves to count attempts.
std::vector<std::string> parse_text_list(std::string_view json);

}  // namespace tts
