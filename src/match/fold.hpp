#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tts {

// The text as it is compared: NFKC, case folded, without accents. "Café Ｎº 7" becomes "cafe no 7".
// Bytes that are not UTF-8 are replaced.
std::string folded(std::string_view text);

// The words of a folded text: runs of letters and digits. An English or Spanish plural ending is
// cut off words of four letters and more, so that "bolsas" and "bolsa" compare equal.
std::vector<std::string> folded_words(std::string_view folded_text);

}  // namespace tts
