#pragma once

#include "intent/signals.hpp"

namespace tts {

// The things that a claiming burst asks for: quantity, code and variant, grouped. One empty item
// says that the claim names none of them. Equal items of different messages are one: people repeat
// themselves.
std::vector<ClaimItem> read_items(const MarkedText& marked, const ClaimVocabulary& vocabulary);

}  // namespace tts
