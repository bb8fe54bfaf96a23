#include "intent/concept_features.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

constexpr std::size_t concepts_read_max = 40;  // Claims and questions are short.

// Beyond those of the lexicon.
enum Special : Concept {
    unknown = ConceptLexicon::concepts_max + 1,
    number,
    code,
    option,
    question_mark,
    emoji
};
static_assert(emoji < 255, "255 is the edge of a message");

bool is_unspaced(const Token& token) {
    return token.kind == Token::Kind::word &&
           (token.script == CharClass::thai || token.script == CharClass::han ||
            token.script == CharClass::kana || token.script == CharClass::hangul);
}

Concept special_of(const Token& token, std::string_view word, TokenRole role) {
    switch (role) {
        case TokenRole::code: return code;
        case TokenRole::option: return option;
        case TokenRole::emoji: return emoji;
        default: break;
    }
    if (token.kind == Token::Kind::number) return number;
    if (token.kind == Token::Kind::emoji) return emoji;
    if (token.kind == Token::Kind::mark) return Concept(word == "?" ? question_mark : 0);
    return unknown;
}

class Sequence {
public:
    Sequence() { concepts_.reserve(16); }
    bool is_full() const { return concepts_.size() >= concepts_read_max; }
    void put(Concept found) {
        if (found == 0 || is_full() || (!concepts_.empty() && concepts_.back() == found)) return;
        concepts_.push_back(found);
    }
    std::vector<Concept> take() { return std::move(concepts_); }

private:
    std::vector<Concept> concepts_;
};

// Reads a run of letters without spaces by the longest words that the lexicon knows.
void put_run(std::string_view run, const ConceptLexicon& lexicon, Sequence& out) {
    while (!run.empty() && !out.is_full()) {
        const auto piece = lexicon.find_piece(run);
        out.put(piece.bytes > 0 ? piece.found : Concept(unknown));
        run.remove_prefix(piece.bytes > 0 ? piece.bytes
                                          : std::max<std::size_t>(decode_utf8(run).size, 1));
    }
}

}  // namespace

std::vector<Concept> concepts_of(const NormalText& text,
                                 const MarkedText& marked,
                                 const ConceptLexicon& lexicon) {
    Sequence out;
    const auto& tokens = text.tokens;
    for (std::size_t i = 0; i < tokens.size() && !out.is_full();) {
        const auto& token = tokens[i];
        if (is_unspaced(token)) {
            auto end = i + 1;
            while (end < tokens.size() && tokens[end].glued && is_unspaced(tokens[end])) ++end;
            const auto size = tokens[end - 1].begin + tokens[end - 1].size - token.begin;
            put_run(std::string_view(text.text).substr(token.begin, size), lexicon, out);
            i = end;
            continue;
        }
        // What the name of a product would mean elsewhere says nothing here.
        const bool is_said = token.kind != Token::Kind::mark && marked.roles[i] != TokenRole::name;
        const auto match = is_said ? lexicon.find(text, i) : ConceptLexicon::Match{};
        out.put(match.found != 0 ? match.found
                                 : special_of(token, text.word(token), marked.roles[i]));
        i += match.tokens;
    }
    return out.take();
}

std::string to_words(std::span<const Concept> concepts, const ConceptLexicon& lexicon) {
    constexpr std::array<std::string_view, 6> specials = {"?",         "a number", "a code",
                                                          "an option", "'?'",      "emoji"};
    static_assert(unknown + specials.size() == emoji + 1U);
    std::string words;
    for (const auto one : concepts) {
        if (!words.empty()) words += ", ";
        words += one >= unknown ? specials[one - std::size_t{unknown}] : lexicon.name(one);
    }
    return words;
}

}  // namespace tts
