#pragma once

#include "core/intent.hpp"
#include "intent/phrase_book.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// What the seller's own words say about a message.
struct SellerWordHits {
    std::vector<PhraseMatch> triggers;  // As weak claims: they need a message of their own.
    bool is_blocked = false;
};

// The words in the plain form that messages have, those that nothing is left of dropped.
std::vector<std::string> prepare_seller_words(std::span<const std::string> words);

// Finds whole words; in scripts without spaces, pieces of text. `text` is prepared.
SellerWordHits find_seller_words(const NormalText& text, const ClaimVocabulary& vocabulary);

}  // namespace tts
