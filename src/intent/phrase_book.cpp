#include "intent/phrase_book.hpp"

#include "intent/option_synonyms.hpp"

#include <algorithm>
#include <bit>

namespace tts {

namespace {

constexpr std::size_t mixed_pieces_max = 5;
constexpr std::size_t piece_bytes_max = 36;  // 12 letters of 3 bytes.

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
        "claim",  "weak claim", "request",      "way to buy", "negation", "past",
        "hedge",  "condition",  "third person", "other want", "question", "joke",
        "cancel", "pass",       "price",        "size word",  "unit",     "measure",
        "number", "filler",     "connector",    "word"};
    return names[static_cast<std::size_t>(kind)];
}

const PhraseBook& PhraseBook::instance() {
    static const PhraseBook book;
    return book;
}

PhraseBook::PhraseBook() {
    std::vector<std::vector<PhraseStep>> patterns;
    for (const auto phrases :
         {english_phrases(), spanish_phrases(), portuguese_phrases(), indonesian_phrases(),
          vietnamese_phrases(), thai_phrases(), tagalog_phrases(), chinese_phrases(),
          korean_phrases(), japanese_phrases(), arabic_phrases(), french_phrases(),
          german_phrases()})
        for (const auto& phrase : phrases) patterns.push_back(parse(phrase));
    automaton_ = std::make_unique<const PhraseAutomaton>(patterns);
    make_words(patterns);
    for (const auto& [word, value, place] : number_words())
        if (place == NumberWord::Place::anywhere) remember_piece(plain(word));
    for (const auto words : option_synonyms())
        for (const auto word : words)
            if (word.find(' ') == std::string_view::npos) remember_piece(plain(word));
    std::sort(pieces_.begin(), pieces_.end());
    std::sort(mixed_words_.begin(), mixed_words_.end());
}

// Where two number words are written alike, the smaller number counts.
void PhraseBook::make_words(const std::vector<std::vector<PhraseStep>>& patterns) {
    std::size_t count = number_words().size();
    for (const auto& steps : patterns)
        for (const auto& step : steps) count += step.words.size();
    words_.resize(std::bit_ceil(count * 2));
    for (const auto& [text, value, place] : number_words()) {
        auto& word = word_slot(hash_text(plain(text)));
        const auto number = static_cast<std::int16_t>(value);
        word.value = word.value < 0 ? number : std::min(word.value, number);
    }
    for (const auto& steps : patterns)
        for (const auto& step : steps)
            for (const auto hash : step.words) {
                auto& word = word_slot(hash);
                word.is_of_grammar = true;
                word.first_node = automaton_->next(PhraseAutomaton::root, hash);
            }
    // Most words are repeated in many patterns: the final table has room for the others alone.
    const auto all = std::move(words_);
    const auto taken =
        std::count_if(all.begin(), all.end(), [](const Word& word) { return word.hash != 0; });
    words_.assign(std::bit_ceil(static_cast<std::size_t>(taken) * 2), {});
    for (const auto& word : all)
        if (word.hash != 0) word_slot(word.hash) = word;
}

PhraseBook::Word& PhraseBook::word_slot(std::uint64_t hash) {
    const auto mask = words_.size() - 1;
    auto at = (hash >> 16) & mask;
    while (words_[at].hash != 0 && words_[at].hash != hash) at = (at + 1) & mask;
    words_[at].hash = hash;
    return words_[at];
}

const PhraseBook::Word* PhraseBook::find_word(std::uint64_t hash) const {
    const auto mask = words_.size() - 1;
    for (auto at = (hash >> 16) & mask; words_[at].hash != 0; at = (at + 1) & mask)
        if (words_[at].hash == hash) return &words_[at];
    return nullptr;
}

std::vector<PhraseStep> PhraseBook::parse(const Phrase& phrase) {
    auto words = split_on(phrase.pattern, ' ');
    const Ending ending{
        .kind = phrase.kind, .at_begin = words.front() == "^", .at_end = words.back() == "$"};
    if (ending.at_begin) words.erase(words.begin());
    if (ending.at_end) words.pop_back();
    endings_.push_back(ending);
    patterns_.push_back(phrase.pattern);
    std::vector<PhraseStep> steps;
    for (auto choices : words) {
        PhraseStep step;
        if (choices.size() > 1 && choices.ends_with('?')) {
            choices.remove_suffix(1);
            step.is_optional = true;
        }
        for (const auto choice : split_on(choices, '|')) {
            const auto word = plain(choice);
            remember_piece(word);
            step.words.push_back(hash_text(word));
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

void PhraseBook::remember_piece(std::string_view word) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (std::any_of(word.begin(), word.end(), is_digit) &&
        !std::all_of(word.begin(), word.end(), is_digit))
        mixed_words_.push_back(hash_text(word));
    if (word.size() > piece_bytes_max) return;
    const auto first = decode_utf8(word);
    if (first.size == 0 || !is_unspaced(FoldTable::instance().fold(first.code_point).kind)) return;
    pieces_.push_back(hash_text(word));
    piece_sizes_[word.size()] = true;
}

// Longest known piece first; what lies between known pieces stays together. Korean puts spaces
// between its words, so there a word is cut only if it is nothing but pieces ("블랙으로할게요").
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
    const auto before = out.size();
    std::size_t unknown = 0;
    std::size_t at = 0;
    bool is_known = true;
    while (at < word.size()) {
        auto size = std::min(piece_bytes_max, word.size() - at);
        for (; size > 0; --size) {
            if (!piece_sizes_[size]) continue;
            const auto hash = hash_text(word.substr(at, size));
            if (std::binary_search(pieces_.begin(), pieces_.end(), hash)) break;
        }
        if (size > 0) {
            is_known = is_known && unknown == at;
            put(unknown, at);
            put(at, at + size);
            unknown = at + size;
            at = unknown;
        } else {
            at += std::max<std::size_t>(decode_utf8(word.substr(at)).size, 1);
        }
    }
    put(unknown, word.size());
    if (token.script != CharClass::hangul || (is_known && unknown == word.size())) return;
    out.resize(before);
    out.push_back(token);
}

// Arabizi writes some letters as digits ("3ayza", "wa7da"), which the tokeniser has cut. Known
// words are put together again; a token's text then has spaces in it, but its hash is the word's.
void PhraseBook::join_mixed(NormalText& text) const {
    auto& tokens = text.tokens;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < tokens.size();) {
        const auto end = mixed_end(text, i);
        auto token = tokens[i];
        if (end > i + 1) {
            const auto& last = tokens[end - 1];
            token.kind = Token::Kind::word;
            token.script = CharClass::latin;
            token.size = last.begin + last.size - token.begin;
            token.source_size = last.source_begin + last.source_size - token.source_begin;
            token.hash = hash_of(text, i, end);
            token.short_hash = 0;
            token.value = -1;
        }
        tokens[kept++] = token;
        i = end;
    }
    tokens.resize(kept);
}

std::uint64_t PhraseBook::hash_of(const NormalText& text, std::size_t begin, std::size_t end) {
    std::string word;
    for (auto i = begin; i < end; ++i) word += text.word(text.tokens[i]);
    return hash_text(word);
}

// Behind the longest known word of glued tokens from `begin` on.
std::size_t PhraseBook::mixed_end(const NormalText& text, std::size_t begin) const {
    const auto& tokens = text.tokens;
    const auto is_piece = [&](std::size_t i) {
        return tokens[i].kind == Token::Kind::number ||
               (tokens[i].kind == Token::Kind::word && tokens[i].script == CharClass::latin);
    };
    auto end = begin + 1;
    while (end < tokens.size() && end < begin + mixed_pieces_max && tokens[end].glued &&
           tokens[end].part == tokens[begin].part && is_piece(end))
        ++end;
    if (!is_piece(begin)) return begin + 1;
    for (; end > begin + 1; --end)
        if (std::binary_search(mixed_words_.begin(), mixed_words_.end(), hash_of(text, begin, end)))
            break;
    return end;
}

void PhraseBook::prepare(NormalText& text) const {
    const auto is_mixed = [](const Token& token) {
        return token.kind == Token::Kind::number && token.size == 1;
    };
    if (std::any_of(text.tokens.begin(), text.tokens.end(), is_mixed)) join_mixed(text);
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
        const auto* word = find_word(token.hash);
        if (word == nullptr) continue;
        token.is_of_grammar = word->is_of_grammar;
        token.first_node = word->first_node;
        if (token.kind == Token::Kind::word && word->value >= 0) token.value = word->value;
    }
}

// Walks the automaton from one token on.
struct PhraseBook::Search {
    const PhraseBook& book;
    const std::vector<Token>& tokens;
    std::vector<PhraseMatch>& matches;
    std::size_t begin = 0;

    void walk(std::uint32_t node, std::size_t at) {
        for (const auto pattern : book.automaton_->ends(node)) {
            const auto& ending = book.endings_[pattern];
            matches.push_back({.kind = ending.kind,
                               .at_begin = ending.at_begin,
                               .at_end = ending.at_end,
                               .begin = static_cast<std::uint16_t>(begin),
                               .end = static_cast<std::uint16_t>(at),
                               .pattern = pattern});
        }
        if (at == tokens.size() || tokens[at].part != tokens[begin].part) return;
        const auto& token = tokens[at];
        const auto& automaton = *book.automaton_;
        const auto known = next_of(node, token);
        go_on(known, at);
        if (known == PhraseAutomaton::nowhere && token.short_hash != 0)
            go_on(automaton.next(node, token.short_hash), at);
        if (token.value >= 0 || token.kind == Token::Kind::number)
            go_on(automaton.next_of_any_number(node), at);
        if (token.kind == Token::Kind::word && node != PhraseAutomaton::root)
            go_on(automaton.next_of_any_word(node), at);
    }

    std::uint32_t next_of(std::uint32_t node, const Token& token) const {
        if (!token.is_of_grammar) return PhraseAutomaton::nowhere;
        if (node == PhraseAutomaton::root) return token.first_node;
        return book.automaton_->next(node, token.hash);
    }

    void go_on(std::uint32_t node, std::size_t at) {
        if (node != PhraseAutomaton::nowhere) walk(node, at + 1);
    }
};

std::vector<PhraseMatch> PhraseBook::find(const NormalText& text) const {
    std::vector<PhraseMatch> matches;
    matches.reserve(16);
    Search search{.book = *this, .tokens = text.tokens, .matches = matches};
    for (; search.begin < text.tokens.size(); ++search.begin) search.walk(0, search.begin);
    return matches;
}

}  // namespace tts
