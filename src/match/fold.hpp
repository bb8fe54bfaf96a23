#pragma once

#include "core/fold.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tts {

// The words of a folded text: runs of letters and digits. An English or Spanish plural ending is
// cut off words of four letters and more, so that "bolsas" and "bolsa" compare equal.
std::vector<std::string> folded_words(std::string_view folded_text);

}  // namespace tts
