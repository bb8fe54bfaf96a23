#pragma once

#include <string>
#include <string_view>

namespace tts {

// The text as it is compared: NFKC, case folded, without accents. "Café Ｎº 7" becomes "cafe no 7".
// Bytes that are not UTF-8 are replaced.
std::string folded(std::string_view text);

}  // namespace tts
