#include "intent/phrase_book.hpp"

#include <algorithm>

namespace tts {

namespace {

constexpr std::uint64_t any_number = hash_text("#");
constexpr std::uint64_t any_word = hash_text("*");
constexpr std::size_t piece_bytes_max = 36;  // 12 letters of 3 bytes.

std::uint64_t edge_key(std::uint32_t node, std::uint64_t word) {
    const auto key = (word ^ node * 0x9e3779b97f4a7c15U) * 0xff51afd7ed558ccdU;
    return key == 0 ? 1 : key;
}

std::vector<std::string_view> split_on(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    while (true) {
        const auto end = text.find(separator);
        if (!text.substr(0, end).empty()) pieces.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

// A pattern's word as the normaliser would leave it, so that the grammar can be written naturally.
std::string plain(std::string_view word) {
    std::string out;
    while (!word.empty()) {
        const auto decoded = decode_utf8(word);
        if (decoded.size == 0) break;
        out += FoldTable::instance().fold(decoded.code_point).text;
        word.remove_prefix(decoded.size);
    }
    return out;
}

bool is_unspaced(CharClass script) {
    return script == CharClass::thai || script == CharClass::han || script == CharClass::kana ||
           script == CharClass::hangul;
}

}  // namespace

std::string_view to_string(PhraseKind kind) {
    constexpr std::array<std::string_view, phrase_kinds> names = {
        "claim",     "weak claim",   "request",    "way to buy", "negation", "past",   "hedge",
        "condition", "third person", "other want", "question",   "joke",     "cancel", "pass",
        "price",     "size word",    "unit",       "measure",    "number",   "filler", "connector"};
    return names[static_cast<std::size_t>(kind)];
}

const PhraseBook& PhraseBook::instance() {
    static const PhraseBook book;
    return book;
}

PhraseBook::PhraseBook() : edges_(1U << 12), first_terminal_(1, -1) {
    for (const auto phrases : {english_phrases(), spanish_phrases(), other_phrases()})
        for (const auto& phrase : phrases) add(phrase);
    for (const auto& [word, value] : number_words()) {
        numbers_.emplace_back(hash_text(plain(word)), value);
        fingerprint_ = fingerprint_ * 31 + hash_text(word) + static_cast<unsigned>(value);
        remember_piece(plain(word));
    }
    std::sort(numbers_.begin(), numbers_.end());
    std::sort(pieces_.begin(), pieces_.end());
}

void PhraseBook::add(const Phrase& phrase) {
    auto words = split_on(phrase.pattern, ' ');
    const Terminal terminal{.pattern = static_cast<std::uint16_t>(patterns_.size()),
                            .kind = phrase.kind,
                            .at_begin = words.front() == "^",
                            .at_end = words.back() == "$"};
    if (terminal.at_begin) words.erase(words.begin());
    if (terminal.at_end) words.pop_back();
    patterns_.emplace_back(phrase.pattern);
    fingerprint_ =
        fingerprint_ * 31 + hash_text(phrase.pattern) + static_cast<unsigned>(phrase.kind);
    add_words(words, 0, terminal);
}

void PhraseBook::add_words(std::span<const std::string_view> words,
                           std::uint32_t node,
                           Terminal terminal) {
    if (words.empty()) {
        if (node != 0) add_end(node, terminal);
        return;
    }
    auto choices = words.front();
    if (choices.size() > 1 && choices.ends_with('?')) {
        choices.remove_suffix(1);
        add_words(words.subspan(1), node, terminal);
    }
    for (const auto choice : split_on(choices, '|')) {
        const auto word = plain(choice);
        remember_piece(word);
        add_words(words.subspan(1), make_child(node, hash_text(word)), terminal);
    }
}

void PhraseBook::add_end(std::uint32_t node, const Terminal& terminal) {
    terminals_.push_back(terminal);
    terminals_.back().next = first_terminal_[node];
    first_terminal_[node] = static_cast<std::int32_t>(terminals_.size() - 1);
}

std::uint32_t PhraseBook::child(std::uint32_t node, std::uint64_t word) const {
    const auto key = edge_key(node, word);
    for (auto at = key >> 20;; ++at) {
        const auto& edge = edges_[at & (edges_.size() - 1)];
        if (edge.key == key) return edge.node;
        if (edge.key == 0) return 0;
    }
}

std::uint32_t PhraseBook::make_child(std::uint32_t node, std::uint64_t word) {
    if (const auto found = child(node, word); found != 0) return found;
    if (++edge_count_ * 2 > edges_.size()) grow();
    const auto made = static_cast<std::uint32_t>(first_terminal_.size());
    first_terminal_.push_back(-1);
    const auto key = edge_key(node, word);
    auto at = key >> 20;
    while (edges_[at & (edges_.size() - 1)].key != 0) ++at;
    edges_[at & (edges_.size() - 1)] = {.key = key, .node = made};
    return made;
}

void PhraseBook::grow() {
    std::vector<Edge> larger(edges_.size() * 2);
    for (const auto& edge : edges_) {
        if (edge.key == 0) continue;
        auto at = edge.key >> 20;
        while (larger[at & (larger.size() - 1)].key != 0) ++at;
        larger[at & (larger.size() - 1)] = edge;
    }
    edges_ = std::move(larger);
}

void PhraseBook::remember_piece(std::string_view word) {
    if (word.size() > piece_bytes_max) return;
    const auto first = decode_utf8(word);
    if (first.size == 0 || !is_unspaced(FoldTable::instance().fold(first.code_point).kind)) return;
    pieces_.push_back(hash_text(word));
    piece_sizes_[word.size()] = true;
}

// Longest known piece first; what lies between known pieces stays together.
void PhraseBook::split(const NormalText& text, const Token& token, std::vector<Token>& out) const {
    const auto word = text.word(token);
    const auto put = [&](std::size_t begin, std::size_t end) {
        if (begin == end) return;
        auto piece = token;
        piece.begin = static_cast<std::uint32_t>(token.begin + begin);
        piece.size = static_cast<std::uint32_t>(end - begin);
        piece.hash = hash_text(word.substr(begin, end - begin));
        piece.glued = token.glued || begin > 0;
        out.push_back(piece);
    };
    std::size_t unknown = 0;
    std::size_t at = 0;
    while (at < word.size()) {
        auto size = std::min(piece_bytes_max, word.size() - at);
        for (; size > 0; --size) {
            if (!piece_sizes_[size]) continue;
            const auto hash = hash_text(word.substr(at, size));
            if (std::binary_search(pieces_.begin(), pieces_.end(), hash)) break;
        }
        if (size > 0) {
            put(unknown, at);
            put(at, at + size);
            unknown = at + size;
            at = unknown;
        } else {
            at += std::max<std::size_t>(decode_utf8(word.substr(at)).size, 1);
        }
    }
    put(unknown, word.size());
}

void PhraseBook::prepare(NormalText& text) const {
    const auto unspaced = [](const Token& token) {
        return token.kind == Token::Kind::word && is_unspaced(token.script);
    };
    if (std::any_of(text.tokens.begin(), text.tokens.end(), unspaced)) {
        std::vector<Token> pieces;
        pieces.reserve(text.tokens.size() * 3);
        for (const auto& token : text.tokens) {
            if (unspaced(token))
                split(text, token, pieces);
            else
                pieces.push_back(token);
        }
        if (pieces.size() > tokens_max) pieces.resize(tokens_max);
        text.tokens = std::move(pieces);
    }
    for (auto& token : text.tokens) {
        if (token.kind != Token::Kind::word) continue;
        const auto found = std::lower_bound(numbers_.begin(), numbers_.end(),
                                            std::pair<std::uint64_t, int>(token.hash, 0));
        if (found != numbers_.end() && found->first == token.hash) token.value = found->second;
    }
}

// Walks the trie from one token on.
struct PhraseBook::Search {
    const PhraseBook& book;
    const std::vector<Token>& tokens;
    std::vector<PhraseMatch>& matches;
    std::size_t begin = 0;

    void walk(std::uint32_t node, std::size_t at) {
        for (auto i = book.first_terminal_[node]; i >= 0; i = book.terminals_[as_index(i)].next) {
            const auto& terminal = book.terminals_[as_index(i)];
            matches.push_back({.kind = terminal.kind,
                               .at_begin = terminal.at_begin,
                               .at_end = terminal.at_end,
                               .begin = static_cast<std::uint16_t>(begin),
                               .end = static_cast<std::uint16_t>(at),
                               .pattern = terminal.pattern});
        }
        if (at == tokens.size() || tokens[at].part != tokens[begin].part) return;
        const auto& token = tokens[at];
        if (!step(node, token.hash, at) && token.short_hash != 0) step(node, token.short_hash, at);
        if (token.value >= 0 || token.kind == Token::Kind::number) step(node, any_number, at);
        if (token.kind == Token::Kind::word && node != 0) step(node, any_word, at);
    }

    bool step(std::uint32_t node, std::uint64_t word, std::size_t at) {
        const auto next = book.child(node, word);
        if (next != 0) walk(next, at + 1);
        return next != 0;
    }

    static std::size_t as_index(std::int32_t i) { return static_cast<std::size_t>(i); }
};

std::vector<PhraseMatch> PhraseBook::find(const NormalText& text) const {
    std::vector<PhraseMatch> matches;
    matches.reserve(16);
    Search search{.book = *this, .tokens = text.tokens, .matches = matches};
    for (; search.begin < text.tokens.size(); ++search.begin) search.walk(0, search.begin);
    return matches;
}

}  // namespace tts
