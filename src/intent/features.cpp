#include "intent/features.hpp"

#include <array>

namespace tts {

namespace {

constexpr std::size_t ngram_min = 2;
constexpr std::size_t ngram_max = 5;
constexpr std::size_t shape_tokens_max = 100;
constexpr std::size_t whole_shape_max = 8;  // Longer messages are of no shape that comes back.

std::uint32_t index_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash * 0x9e3779b97f4a7c15U >> (64 - feature_bits));
}

// The text as code points with a space at both ends; every digit is a 0.
std::vector<char32_t> characters(const NormalText& text) {
    std::vector<char32_t> chars;
    chars.reserve(std::min(text.text.size(), feature_chars_max) + 2);
    chars.push_back(U' ');
    std::string_view rest = text.text;
    while (!rest.empty() && chars.size() <= feature_chars_max) {
        const auto decoded = decode_utf8(rest);
        if (decoded.size == 0) break;
        const bool is_digit = decoded.code_point >= U'0' && decoded.code_point <= U'9';
        chars.push_back(is_digit ? U'0' : decoded.code_point);
        rest.remove_prefix(decoded.size);
    }
    chars.push_back(U' ');
    return chars;
}

void add_ngrams(const std::vector<char32_t>& chars, std::vector<std::uint32_t>& out) {
    for (std::size_t begin = 0; begin < chars.size(); ++begin) {
        std::uint64_t hash = 0x84222325cbf29ce4U;
        const auto end = std::min(begin + ngram_max, chars.size());
        for (auto i = begin; i < end; ++i) {
            hash = (hash ^ chars[i]) * 0x100000001b3U;
            hash ^= hash >> 32;
            if (i + 1 - begin >= ngram_min) out.push_back(index_of(hash));
        }
    }
}

void add_words(const NormalText& text, std::vector<std::uint32_t>& out) {
    constexpr std::uint64_t number = 0x5bd1e995U;
    std::uint64_t last = 0x2545f4914f6cdd1dU;
    std::size_t chars = 0;
    for (const auto& token : text.tokens) {
        chars += token.size;
        if (chars > feature_chars_max * 2) return;
        const auto word = token.kind == Token::Kind::number ? number + token.size : token.hash;
        out.push_back(index_of(word ^ 0xa0761d6478bd642fU));
        out.push_back(index_of((last * 31 ^ word) * 0xe7037ed1a0b428dbU));
        last = word;
    }
    out.push_back(index_of((last * 31 ^ 0x17U) * 0xe7037ed1a0b428dbU));
}

// The roles of the tokens in their order, neighbours of one role made one: "claim number unit".
void add_shape(const MarkedText& marked, std::vector<std::uint32_t>& out) {
    constexpr std::uint64_t salt = 0x8ebc6af09c88c6e3U;
    std::uint64_t before = 0;
    std::uint64_t last = 0;
    std::uint64_t whole = salt;
    std::size_t count = 0;
    const auto put = [&](std::uint64_t role) {
        if (role == last) return;
        out.push_back(index_of((last * 16 + role) * salt));
        out.push_back(index_of((before * 256 + last * 16 + role + 0x10000) * salt));
        whole = (whole ^ role) * 0x100000001b3U;
        before = last;
        last = role;
    };
    for (const auto role : marked.roles) {
        if (++count > shape_tokens_max) break;
        put(static_cast<std::uint64_t>(role) + 1);
    }
    put(15);
    if (marked.roles.size() <= whole_shape_max) out.push_back(index_of(whole));
}

}  // namespace

std::vector<std::uint32_t> extract_features(const NormalText& text, const MarkedText& marked) {
    const auto chars = characters(text);
    std::vector<std::uint32_t> features;
    features.reserve(chars.size() * (ngram_max - ngram_min + 1) + text.tokens.size() * 2 + 1);
    add_ngrams(chars, features);
    add_words(text, features);
    add_shape(marked, features);
    return features;
}

}  // namespace tts
