#include "intent/features.hpp"

#include "intent/concept_features.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace tts {

namespace {

constexpr std::size_t ngram_min = 2;
constexpr std::size_t ngram_max = 5;
constexpr std::size_t shape_tokens_max = 100;
constexpr std::size_t whole_shape_max = 8;  // Longer messages are of no shape that comes back.

std::uint32_t index_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash * 0x9e3779b97f4a7c15U >> (64 - feature_bits));
}

using Characters = std::array<char32_t, feature_chars_max + 2>;

// The text as code points with a space at both ends; every digit is a 0.
std::span<const char32_t> characters(const NormalText& text, Characters& chars) {
    std::size_t size = 0;
    chars[size++] = U' ';
    std::string_view rest = text.text;
    while (!rest.empty() && size <= feature_chars_max) {
        const auto decoded = decode_utf8(rest);
        if (decoded.size == 0) break;
        const bool is_digit = decoded.code_point >= U'0' && decoded.code_point <= U'9';
        chars[size++] = is_digit ? U'0' : decoded.code_point;
        rest.remove_prefix(decoded.size);
    }
    chars[size++] = U' ';
    return std::span(chars).first(size);
}

// `out` is empty.
void add_ngrams(std::span<const char32_t> chars, std::vector<std::uint32_t>& out) {
    out.resize(chars.size() * (ngram_max - ngram_min + 1));
    std::size_t count = 0;
    for (std::size_t begin = 0; begin + 1 < chars.size(); ++begin) {
        std::uint64_t hash = 0x84222325cbf29ce4U;
        const auto end = std::min(begin + ngram_max, chars.size());
        for (auto i = begin; i < end; ++i) {
            hash = (hash ^ chars[i]) * 0x100000001b3U;
            hash ^= hash >> 32;
            if (i + 1 - begin >= ngram_min) out[count++] = index_of(hash);
        }
    }
    out.resize(count);
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

// What a token is once its topic is taken away: the words of the grammar stay as they are, whatever
// is sold, counted or called by its name becomes the same.
std::uint64_t frame_word(const Token& token, TokenRole role) {
    constexpr std::uint64_t count = 0x71d67fffeda60000U;
    constexpr std::uint64_t goods = 0xfff7eee000000000U;
    switch (role) {
        case TokenRole::filler: return 0;
        case TokenRole::code: return count + 1;
        case TokenRole::option: return count + 2;
        case TokenRole::number: return count + 3;
        case TokenRole::emoji: return count + 4;
        case TokenRole::name: return count + 5;  // Unknown to training, so it says nothing.
        default: break;
    }
    if (token.kind == Token::Kind::number) return count + 3;
    if (token.kind == Token::Kind::mark) return token.hash;
    return token.is_of_grammar ? token.hash : goods;
}

// The frame of the message, "lemme get the ... please", in pieces of up to four words. It is the
// same for all goods, so it carries over to goods that training never names.
void add_frame(const NormalText& text, const MarkedText& marked, std::vector<std::uint32_t>& out) {
    constexpr std::uint64_t edge = 0x9ddfea08eb382d69U;
    std::array<std::uint64_t, shape_tokens_max + 1> frame{};
    std::size_t size = 0;
    frame[size++] = edge;
    for (std::size_t i = 0; i < text.tokens.size() && size < shape_tokens_max; ++i) {
        const auto word = frame_word(text.tokens[i], marked.roles[i]);
        if (word != 0 && word != frame[size - 1]) frame[size++] = word;
    }
    frame[size++] = edge + 1;
    for (std::size_t begin = 0; begin < size; ++begin) {
        std::uint64_t hash = 0xc2b2ae3d27d4eb4fU;
        for (auto i = begin; i < std::min(begin + 4, size); ++i) {
            hash = (hash ^ frame[i]) * 0x100000001b3U;
            hash ^= hash >> 31;
            if (i > begin) out.push_back(index_of(hash));
        }
    }
}

}  // namespace

std::vector<std::uint32_t> extract_features(const NormalText& text,
                                            const MarkedText& marked,
                                            const ConceptLexicon& lexicon) {
    Characters storage;  // Not zeroed: it is longer than most messages.
    const auto chars = characters(text, storage);
    std::vector<std::uint32_t> features;
    features.reserve(chars.size() * (ngram_max - ngram_min + 1) + text.tokens.size() * 16 + 64);
    add_ngrams(chars, features);
    add_words(text, features);
    add_shape(marked, features);
    add_frame(text, marked, features);
    each_concept_feature(concepts_of(text, marked, lexicon),
                         [&](std::uint64_t hash) { features.push_back(index_of(hash)); });
    return features;
}

}  // namespace tts
