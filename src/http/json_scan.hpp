#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

// Finds the exact text of parts of a JSON document, which the parser's tree does not keep. Both
// expect a document that was parsed before; on another they return something, but stay within it.

namespace tts::http {

// The text of the value of the object's member number `index`, from 0; empty if there is none.
std::string_view member_text(std::string_view object, std::size_t index);

// The texts of the elements of an array.
std::vector<std::string_view> element_texts(std::string_view array);

}  // namespace tts::http
