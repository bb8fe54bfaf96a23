#include "intent/seller_words.hpp"

#include <algorithm>
#include <optional>

namespace tts {

namespace {

// Tokens, from `begin` to before `end`.
struct TokenRange {
    std::uint16_t begin = 0, end = 0;
};

bool is_unspaced_letter(std::string_view bytes) {
    const auto kind = FoldTable::instance().fold(decode_utf8(bytes).code_point).kind;
    return kind == CharClass::thai || kind == CharClass::han || kind == CharClass::kana ||
           kind == CharClass::hangul;
}

// The tokens that the bytes of NormalText::text lie in, if they are of one message and, where words
// have spaces between them, nothing but whole tokens.
std::optional<TokenRange> tokens_of(const NormalText& text, std::size_t begin, std::size_t size) {
    const auto& tokens = text.tokens;
    const auto first = std::find_if(tokens.begin(), tokens.end(), [&](const Token& token) {
        return token.begin + token.size > begin;
    });
    const auto last = std::find_if(first, tokens.end(), [&](const Token& token) {
        return token.begin + token.size >= begin + size;
    });
    if (last == tokens.end() || first->part != last->part) return std::nullopt;
    const bool is_whole = first->begin == begin && last->begin + last->size == begin + size;
    if (!is_whole && !is_unspaced_letter(std::string_view(text.text).substr(begin)))
        return std::nullopt;
    return TokenRange{.begin = static_cast<std::uint16_t>(first - tokens.begin()),
                      .end = static_cast<std::uint16_t>(last - tokens.begin() + 1)};
}

std::vector<TokenRange> find_word(const NormalText& text, const std::string& word) {
    std::vector<TokenRange> found;
    for (auto at = text.text.find(word); at != std::string::npos; at = text.text.find(word, at + 1))
        if (const auto range = tokens_of(text, at, word.size())) found.push_back(*range);
    return found;
}

}  // namespace

std::vector<std::string> prepare_seller_words(std::span<const std::string> words) {
    std::vector<std::string> plain;
    for (const auto& word : words) {
        const std::string_view burst[] = {word};
        const auto text = normalise(burst);
        std::string kept;  // Marks around it are decoration: "Zúmbale!".
        for (const auto& token : text.tokens) {
            if (token.kind == Token::Kind::mark) continue;
            if (!kept.empty()) kept += ' ';
            kept += text.word(token);
        }
        if (!kept.empty()) plain.push_back(std::move(kept));
    }
    return plain;
}

SellerWordHits find_seller_words(const NormalText& text, const ClaimVocabulary& vocabulary) {
    SellerWordHits hits;
    for (const auto& word : vocabulary.blocked)
        if (!find_word(text, word).empty()) hits.is_blocked = true;
    for (const auto& word : vocabulary.triggers)
        for (const auto& range : find_word(text, word))
            hits.triggers.push_back(
                {.kind = PhraseKind::weak, .begin = range.begin, .end = range.end});
    return hits;
}

}  // namespace tts
