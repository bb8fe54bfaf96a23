#pragma once

#include "core/intent.hpp"
#include "intent/normaliser.hpp"

#include <vector>

namespace tts {

// A product of the show, named in a message by enough of its name to tell it from the others.
struct NameMention {
    std::uint16_t begin = 0, end = 0;  // Tokens, with the articles before them.
    std::uint16_t first_word = 0;      // The first token that is of the name.
    std::uint16_t words = 0;           // Of the name, without such as "de" and "of".
};

// Fills `name_words` from `names`. Once per vocabulary: it reads every name.
void prepare_names(ClaimVocabulary& vocabulary);

// Finds the names, none overlapping. What belongs to somebody ("mi gato") names no product. Costs a
// binary search a word.
std::vector<NameMention> find_names(const NormalText& text, const ClaimVocabulary& vocabulary);

}  // namespace tts
