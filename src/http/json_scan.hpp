#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

// Finds the exact text of parts of a JSON document, which the parser's tree does not keep. Both
// stay within the text whatever it holds, but only look at its structure: they do not validate.

namespace tts::http {

// The text of the value of the object's member number `index`, from 0; empty if there is none.
std::string_view member_text(std::string_view object, std::size_t index);

// The texts of the elements of an array; nothing if the text is not one array. Each element is
// whatever stands between two commas, and may be invalid JSON by itself.
std::optional<std::vector<std::string_view>> element_texts(std::string_view array);

}  // namespace tts::http
