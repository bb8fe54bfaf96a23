#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace tts {

// Words that name one size or one colour, in all languages, written as people do: a message that
// has one of them can mean an option that is another. None stands in two groups.
std::span<const std::span<const std::string_view>> option_synonyms();

// So many of the groups, the first ones, are sizes; the others are colours.
constexpr std::size_t option_sizes = 6;

}  // namespace tts
