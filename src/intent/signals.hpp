#pragma once

#include "intent/claim_names.hpp"
#include "intent/code_matcher.hpp"
#include "intent/phrase_book.hpp"
#include "intent/seller_words.hpp"

#include <cstdint>
#include <string_view>

namespace tts {

// What the grammar found in a message: the inputs of the last step beside the classifier's view.
enum class Signal : std::uint8_t {
    certain_claim,    // Nothing but a claim, its slots and politeness.
    claim,            // A living claim within a longer message.
    request,          // "can i get".
    how,              // Asks for the way to buy.
    code_claim,       // A bare code of the show.
    code_inside,      // A code beside other words.
    few_with_number,  // A short message with a plain small number.
    denied_negation,  // A claim that a guard killed, by the guard.
    denied_past,
    denied_hedge,
    denied_condition,
    denied_third,
    denied_other_want,
    denied_question,
    denied_joke,
    weak_short,  // A weak claim word beside one to three other words.
    negation,
    past,
    hedge,
    condition,
    third,
    other_want,
    joke,
    cancel,
    pass,
    question_word,
    question_mark,
    price_word,
    weak_inside,  // A weak claim word within a longer message.
    two_words,    // Two words or fewer.
    long_message,
    no_words,  // Emoji and marks only.
};
constexpr std::size_t signals_count = 32;

std::string_view to_string(Signal signal);

class SignalSet {
public:
    void set(Signal signal) { bits_ |= 1U << static_cast<unsigned>(signal); }
    bool has(Signal signal) const { return (bits_ >> static_cast<unsigned>(signal) & 1U) != 0; }
    std::uint32_t bits() const { return bits_; }

private:
    std::uint32_t bits_ = 0;
};

// What a token does in its message.
enum class TokenRole : std::uint8_t {
    other,
    mark,
    emoji,
    filler,
    connector,
    claim,
    code,
    option,
    name,
    number,
    size_word,
    unit,
    measure,
};

// A message with its phrases and the role of each token. Claims that a guard denies are not among
// the phrases any more; they have left a signal.
struct MarkedText {
    const NormalText* text = nullptr;
    std::vector<PhraseMatch> phrases;  // Those that hold.
    std::vector<PhraseMatch> denied;   // Claims that a guard killed.
    std::vector<Mention> mentions;
    std::vector<NameMention> names;
    std::vector<TokenRole> roles;     // By token.
    std::vector<bool> is_plain_part;  // By part: claims, slots and politeness, no other words.
    std::vector<bool> is_claim_part;  // By part: holds a living claim or a claiming code.
    bool is_blocked = false;          // It has a word that the seller blocked.
    // A part is nothing but a claim by a name of the catalogue or a trigger of the seller, which
    // training has never seen.
    bool is_shows_own_claim = false;
    SignalSet signals;

    bool has(PhraseKind kind) const;
};

// What the show's catalogue and its seller find in a message.
struct ShowWords {
    std::vector<Mention> mentions{};
    std::vector<NameMention> names{};
    SellerWordHits seller{};
};

MarkedText mark(const NormalText& text, ShowWords words);

}  // namespace tts
