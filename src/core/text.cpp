#include "core/text.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace tts {

namespace {

constexpr std::array<std::string_view, 4> wide_spaces = {"\u00A0", "\u3000", "\u200B", "\uFEFF"};
constexpr std::string_view base64url_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view narrow_spaces = " \t\n\r\f\v";

// The length of the leading space of `text`, 0 if it does not begin with one.
std::size_t leading_space(std::string_view text) {
    if (text.empty()) return 0;
    if (narrow_spaces.find(text.front()) != std::string_view::npos) return 1;
    for (const auto space : wide_spaces)
        if (text.starts_with(space)) return space.size();
    return 0;
}

std::size_t trailing_space(std::string_view text) {
    if (text.empty()) return 0;
    if (narrow_spaces.find(text.back()) != std::string_view::npos) return 1;
    for (const auto space : wide_spaces)
        if (text.ends_with(space)) return space.size();
    return 0;
}

// How many bytes at the front are ASCII, in steps of eight: most text is, and it is looked at
// often.
std::size_t ascii_words(std::string_view text) {
    constexpr std::uint64_t highs = 0x8080808080808080U;
    std::size_t length = 0;
    for (; length + sizeof(std::uint64_t) <= text.size(); length += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + length, sizeof word);
        if ((word & highs) != 0) break;
    }
    return length;
}

// The length of the well-formed sequence at the front, 0 if there is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i) {
        return i < text.size() && (byte(i) & 0xc0) == 0x80;
    };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4 || !continues(1)) return 0;
    if (first < 0xe0) return 2;
    const unsigned second = byte(1);
    if (first < 0xf0) {
        if ((first == 0xe0 && second < 0xa0) || (first == 0xed && second > 0x9f)) return 0;
        return continues(2) ? 3 : 0;
    }
    if ((first == 0xf0 && second < 0x90) || (first == 0xf4 && second > 0x8f)) return 0;
    return continues(2) && continues(3) ? 4 : 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        text.remove_prefix(ascii_words(text));
        if (text.empty()) break;
        const auto length = sequence_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text)
        if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++count;
    return count;
}

std::string_view trimmed(std::string_view text) {
    while (const auto length = leading_space(text)) text.remove_prefix(length);
    while (const auto length = trailing_space(text)) text.remove_suffix(length);
    return text;
}

bool has_control_characters(std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == 0x7f || (byte < 0x20 && c != '\t' && c != '\n' && c != '\r')) return true;
    }
    return false;
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char c : bytes) {
        buffer = buffer << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(buffer >> (bits - 5)) & 31];
    }
    if (bits > 0) text += alphabet[(buffer << (5 - bits)) & 31];
    return text;
}

std::string base64url(std::string_view bytes) {
    std::string text;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char c : bytes) {
        buffer = buffer << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6)
            text += base64url_alphabet[(buffer >> (bits - 6)) & 63];
    }
    if (bits > 0) text += base64url_alphabet[(buffer << (6 - bits)) & 63];
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    std::string bytes;
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const char c : text) {
        const auto value = base64url_alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        buffer = buffer << 6 | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>((buffer >> bits) & 0xff);
    }
    // One text for each content: the bits left over are fewer than a character and all zero.
    const bool canonical = bits < 6 && (buffer & ((1U << bits) - 1)) == 0;
    if (!canonical) return std::nullopt;
    return bytes;
}

std::optional<int> hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return std::nullopt;
}

}  // namespace tts
