#pragma once

#include "intent/concept_lexicon.hpp"
#include "intent/signals.hpp"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tts {

// The concepts of a message in their order, neighbours of one concept made one. What the lexicon
// does not know is one concept of its own, names of products with it; so are numbers, codes,
// options and question marks.
std::vector<Concept> concepts_of(const NormalText& text,
                                 const MarkedText& marked,
                                 const ConceptLexicon& lexicon);

// The concepts in words, for people: "want, ?, number"; "?" is what the lexicon does not know.
std::string to_words(std::span<const Concept> concepts, const ConceptLexicon& lexicon);

// Calls `put` with a hash of each piece of a sequence of concepts: one to four neighbours, and
// which two occur together in whatever order, because languages put the same words in another one.
template <class Put>
void each_concept_feature(std::span<const Concept> concepts, const Put& put) {
    constexpr std::size_t neighbours_max = 4;
    constexpr std::size_t together_max = 10;
    constexpr std::uint64_t edge = 255;
    // The edges of the message are neighbours, too.
    const auto at = [&](std::size_t i) {
        return i == 0 || i > concepts.size() ? edge : std::uint64_t{concepts[i - 1]};
    };
    const auto size = concepts.size() + 2;
    for (std::size_t begin = 0; begin < size; ++begin) {
        std::uint64_t hash = 0x5851f42d4c957f2dU;
        for (auto i = begin; i < std::min(begin + neighbours_max, size); ++i) {
            hash = (hash ^ at(i)) * 0x100000001b3U;
            hash ^= hash >> 29;
            put(hash);
        }
    }
    const auto near = concepts.first(std::min(concepts.size(), together_max));
    for (std::size_t a = 0; a < near.size(); ++a)
        for (std::size_t b = a + 1; b < near.size(); ++b) {
            const auto [low, high] = std::minmax(near[a], near[b]);
            put((low * 256U + high) * 0xda942042e4dd58b5U);
        }
}

}  // namespace tts
