#pragma once

#include "intent/concept_lexicon.hpp"
#include "intent/signals.hpp"

#include <cstdint>
#include <vector>

namespace tts {

constexpr unsigned feature_bits = 18;
constexpr std::size_t features_count = std::size_t{1} << feature_bits;

// The classifier looks no further: claims and questions are short, and the cost must be bounded.
constexpr std::size_t feature_chars_max = 400;

// Hashed words, word pairs and character n-grams of 2 to 5, digits made equal, and what the grammar
// made of the words and which concepts they are: these parts are the same in all languages. The
// same text gives the same list on every machine.
std::vector<std::uint32_t> extract_features(const NormalText& text,
                                            const MarkedText& marked,
                                            const ConceptLexicon& lexicon);

}  // namespace tts
