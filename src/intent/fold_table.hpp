#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// What a character is to a reader of chat. Two letters of different scripts belong to two words.
enum class CharClass : std::uint8_t {
    dropped,  // Zero-width and bidi controls, variation selectors, accents: no trace is left.
    space,
    digit,
    latin,  // And every other alphabet with spaces between its words.
    thai,
    han,
    kana,
    hangul,
    arabic,
    apostrophe,  // Dropped inside a word: "don't" and "dont" are one.
    mark,        // Punctuation and symbols.
    emoji,
};

// A character after compatibility mapping (NFKC), case folding, the loss of its accents and, for
// ideographs, the change to their simplified form. It may
// be several code points long ("ß" is "ss"), and is empty if the character is dropped.
struct FoldedChar {
    CharClass kind = CharClass::dropped;
    std::string_view text;  // UTF-8, as long-lived as the table.
};

// Every code point's folded form, worked out once with ICU, so that folding a message costs one
// look-up a character. Only read after its making.
class FoldTable {
public:
    static const FoldTable& instance();

    FoldedChar fold(char32_t code_point) const {
        if (code_point >= entries_.size()) return {};
        const auto& entry = entries_[code_point];
        return {entry.kind, {pool_.data() + entry.begin, entry.size}};
    }

private:
    FoldTable();

    struct Entry {
        std::uint32_t begin = 0;  // In pool_.
        std::uint8_t size = 0;
        CharClass kind = CharClass::dropped;
    };

    // `plain` is the ideograph that stands for this one.
    void add(char32_t code_point, char32_t plain);

    std::vector<Entry> entries_;  // By code point, up to the last one in the table.
    std::string pool_;
};

// The code point at the front of `text` and how many bytes it has; 0 bytes if `text` does not begin
// with a well-formed sequence.
struct Decoded {
    char32_t code_point = 0;
    std::size_t size = 0;
};
Decoded decode_long_utf8(std::string_view text);
inline Decoded decode_utf8(std::string_view text) {
    const bool is_ascii = !text.empty() && (text.front() & 0x80) == 0;
    return is_ascii ? Decoded{static_cast<char32_t>(text.front()), 1} : decode_long_utf8(text);
}

// The composed form of two characters that Unicode composes ("か" and the voiced sound mark), or 0.
char32_t compose_pair(char32_t first, char32_t second);

void append_utf8(std::string& out, char32_t code_point);

}  // namespace tts
