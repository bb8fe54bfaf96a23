#pragma once

#include "intent/phrase_book.hpp"
#include "intent/signals.hpp"

#include <algorithm>
#include <array>
#include <string_view>

// How phrases of the grammar stand to one another.

namespace tts {

inline bool is_claim(PhraseKind kind) {
    return kind == PhraseKind::claim || kind == PhraseKind::weak || kind == PhraseKind::request;
}

inline bool is_guard(PhraseKind kind) {
    return kind >= PhraseKind::negation && kind <= PhraseKind::other_want;
}

inline bool ends_clause(std::string_view mark) {
    return mark == "," || mark == "." || mark == "!" || mark == "?" || mark == ";" || mark == "…" ||
           mark == "¡" || mark == "¿" || mark == "、" || mark == "。";
}

inline bool is_polite(std::string_view word) {
    constexpr std::array<std::string_view, 12> words = {"please", "pls",      "plz",    "plss",
                                                        "porfa",  "porfavor", "porfis", "favor",
                                                        "plis",   "porfas",   "xfa",    "xfavor"};
    return std::find(words.begin(), words.end(), word) != words.end();
}

inline Signal denied_by(PhraseKind guard) {
    switch (guard) {
        case PhraseKind::negation: return Signal::denied_negation;
        case PhraseKind::past: return Signal::denied_past;
        case PhraseKind::hedge: return Signal::denied_hedge;
        case PhraseKind::condition: return Signal::denied_condition;
        case PhraseKind::third: return Signal::denied_third;
        case PhraseKind::question: return Signal::denied_question;
        case PhraseKind::joke:
        case PhraseKind::cancel:
        case PhraseKind::pass: return Signal::denied_joke;
        default: return Signal::denied_other_want;
    }
}

inline bool overlap(const PhraseMatch& a, const PhraseMatch& b) {
    return a.begin < b.end && b.begin < a.end;
}

inline bool contains(const PhraseMatch& outer, const PhraseMatch& inner) {
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

// A claim holds against a guard that is only a piece of it: "i want to buy" has "i want to" in it.
inline bool outweighs(const PhraseMatch& guard, const PhraseMatch& claim) {
    if (guard.kind == PhraseKind::other_want && contains(claim, guard)) return false;
    return !contains(claim, guard) || contains(guard, claim);
}

}  // namespace tts
