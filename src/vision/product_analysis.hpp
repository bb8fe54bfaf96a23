#pragma once

#include "ports/image_matcher.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace tts {

// A word for the kind of goods that the name speaks of, in English or Spanish; empty if it does not
// tell.
std::string category_of(std::string_view product_name);

// The name and the main colour as one searchable word: "rose-face-serum-pink".
std::string tag_of(std::string_view product_name, const Appearance& appearance);

// One sentence about what the pictures show, without the name: "mostly pink with some red; tall;
// printed". Empty if there is nothing to say.
std::string describe(const Appearance& appearance);

// One of several pictures of the same thing: shares and figures averaged.
Appearance average(const std::vector<Appearance>& appearances);

}  // namespace tts
