#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Which characters may stand where in a request's head (RFC 9110, 5.6.2 and 5.5; RFC 9112, 3.2).

namespace tts::http {

// The names of methods and header fields are made of these.
constexpr bool is_token_character(char c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool is_digit = c >= '0' && c <= '9';
    return is_letter || is_digit ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

inline constexpr auto token_characters = [] {
    std::array<bool, 256> table{};
    for (int byte = 1; byte < 128; ++byte)
        table[static_cast<std::size_t>(byte)] = is_token_character(static_cast<char>(byte));
    return table;
}();

// How many characters of a token the text begins with.
constexpr std::size_t token_length(std::string_view text) {
    std::size_t length = 0;
    while (length < text.size() && token_characters[static_cast<unsigned char>(text[length])])
        ++length;
    return length;
}

// True if the text has a byte below `limit` (at most 0x80) or the DEL character. Looks at eight
// bytes at once, because every byte of every request comes by here.
inline bool has_byte_below(std::string_view text, unsigned char limit) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    const auto below = [](std::uint64_t word, std::uint64_t bound) {
        return (word - ones * bound) & ~word & highs;
    };
    std::uint64_t found = 0;
    for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t))) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        found |= below(word, limit) | below(word ^ (ones * 0x7f), 1);
    }
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < limit || byte == 0x7f) return true;
    }
    return found != 0;
}

// Compares ASCII text in any case with one in lower case.
constexpr bool is_same_word(std::string_view text, std::string_view lower_case) {
    if (text.size() != lower_case.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_upper = text[i] >= 'A' && text[i] <= 'Z';
        if ((is_upper ? static_cast<char>(text[i] | 0x20) : text[i]) != lower_case[i]) return false;
    }
    return true;
}

// A field's value may hold anything but control characters other than the tab.
inline bool is_field_value(std::string_view text) {
    if (!has_byte_below(text, 0x20)) return true;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\t') || byte == 0x7f) return false;
    }
    return true;
}

// A target has no space and no control character; whether it is UTF-8 is seen when it is decoded.
inline bool is_target(std::string_view text) {
    return !text.empty() && !has_byte_below(text, 0x21);
}

// Takes the spaces and tabs off both ends.
constexpr std::string_view without_field_space(std::string_view text) {
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

// True if the comma-separated value of a field has the word, in any case.
constexpr bool lists_word(std::string_view list, std::string_view lower_case_word) {
    while (!list.empty()) {
        const auto end = list.find(',');
        const auto item = list.substr(0, end);
        if (is_same_word(without_field_space(item), lower_case_word)) return true;
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return false;
}

}  // namespace tts::http
