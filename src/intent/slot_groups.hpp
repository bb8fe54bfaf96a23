#pragma once

#include "intent/signals.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tts {

// A quantity, code or option that a claim names.
struct Slot {
    SlotSpan::Kind kind = SlotSpan::Kind::quantity;
    std::size_t begin = 0, end = 0;  // Tokens.
    int quantity = 0;
    std::uint32_t index = 0;  // Of a code or option, in the vocabulary.
    double confidence = 1;
};

// Which slots are of one item: those between two connectors, as long as none of a kind comes twice;
// a size and a colour are of two kinds. What is named without a code belongs to the code before it,
// or after it. A message that corrects replaces what was said. `slots` are in the order of the
// text. Gives one empty item if there is nothing.
std::vector<ClaimItem> group_slots(const MarkedText& marked,
                                   const ClaimVocabulary& vocabulary,
                                   const std::vector<Slot>& slots);

}  // namespace tts
