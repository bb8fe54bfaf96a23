#pragma once

#include "ports/image_matcher.hpp"

#include <span>
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

// The sentence with the first words that are printed on the product: "mostly pink; printed: Rose".
std::string with_printed(std::string sentence, std::span<const std::string> words);

// The category that the name tells, or else what is printed on the product.
std::string category_of(std::string_view product_name, std::span<const std::string> printed);

// One of several pictures of the same thing: shares and figures averaged.
Appearance average(const std::vector<Appearance>& appearances);

}  // namespace tts
