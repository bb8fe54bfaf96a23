#pragma once

#include "core/intent.hpp"
#include "core/result.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

// The columns that hold JSON. Reading them gives Errc::corrupt if they hold something else.

namespace tts::postgres {

std::string to_json(const std::vector<std::string>& texts);
std::string to_json(const std::vector<ClaimItem>& items);
std::string scores_to_json(const std::array<double, 5>& scores);  // By the name of the intent.

// An empty text, which is how NULL is read, is an empty list or all zero.
Result<std::vector<std::string>> parse_texts(std::string_view json);
Result<std::vector<ClaimItem>> parse_items(std::string_view json);
Result<std::array<double, 5>> parse_scores(std::string_view json);

}  // namespace tts::postgres
