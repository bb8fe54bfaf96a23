#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tts::config {

// "; did you mean --redis-url?" with the known word that is nearest to the unknown one, or nothing
// if none is near enough to be a slip of the fingers.
std::string suggestion(std::string_view unknown, const std::vector<std::string>& known);

}  // namespace tts::config
