#pragma once

#include "intent/fold_table.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// A word, number, emoji or mark of a message, in its plain form.
struct Token {
    enum class Kind : std::uint8_t { word, number, mark, emoji };

    Kind kind = Kind::word;
    CharClass script = CharClass::latin;  // Of a word.
    bool glued = false;      // Nothing stands between it and the token before it: "x" "2" of "x2".
    bool stretched = false;  // Was "mineeee".
    std::uint16_t part = 0;  // Which message of the burst.
    std::uint32_t begin = 0, size = 0;                // In NormalText::text.
    std::uint32_t source_begin = 0, source_size = 0;  // In its part, in bytes.
    std::uint64_t hash = 0;                           // Of its text.
    std::uint64_t short_hash = 0;  // Without a doubled last letter ("quieroo"), or 0.
    std::int32_t value = -1;       // Of a number without a decimal part, up to a million; else -1.
    // Filled by PhraseBook::prepare(): whether a pattern of the grammar has this word, and where
    // it leads from the automaton's root.
    bool is_of_grammar = false;
    std::uint32_t first_node = 0;
};

struct NormalText {
    std::string text;  // The tokens with single spaces between them.
    std::vector<Token> tokens;
    std::size_t parts = 0;

    std::string_view word(const Token& token) const {
        return std::string_view(text).substr(token.begin, token.size);
    }
};

// A longer burst is cut: nobody writes that much, and the cost must stay bounded.
constexpr std::size_t tokens_max = 1'024;
constexpr std::size_t burst_parts_max = 64;

// Plain forms: compatibility characters mapped, lower case, no accents, no invisible characters,
// stretched letters folded ("mineeee" is "mine"), emoji on their own. Bytes that are not UTF-8 are
// skipped.
NormalText normalise(std::span<const std::string_view> burst);

constexpr std::uint64_t hash_text(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash ^ hash >> 29;
}

}  // namespace tts
