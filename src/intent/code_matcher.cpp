#include "intent/code_matcher.hpp"

#include "intent/option_synonyms.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <tuple>

namespace tts {

namespace {

constexpr std::size_t joined_tokens_max = 4;
constexpr std::size_t key_bytes_max = 40;
constexpr std::size_t candidates_max = 1'024;

// What remains of a code when spaces, hyphens, capitals and accents are gone; and the same with
// look-alike characters made one.
struct Key {
    std::uint64_t plain = 0xcbf29ce484222325U;
    std::uint64_t alike = 0xcbf29ce484222325U;
    std::uint32_t size = 0;
    bool has_digit = false;
    bool has_letter = false;

    void add(char c) {
        const char same = c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
        plain = (plain ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
        alike = (alike ^ static_cast<unsigned char>(same)) * 0x100000001b3U;
        (c >= '0' && c <= '9' ? has_digit : has_letter) = true;
        ++size;
    }
    void add(std::string_view text) {
        for (const char c : text) add(c);
    }
};

// A word's key counts only its letters and digits; other scripts go through the fold table.
Key key_of(std::string_view entry) {
    Key key;
    while (!entry.empty()) {
        const auto decoded = decode_utf8(entry);
        const auto size = std::max<std::size_t>(decoded.size, 1);
        const char c = entry.front();
        if (c >= 'A' && c <= 'Z') {
            key.add(static_cast<char>(c - 'A' + 'a'));
        } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            key.add(c);
        } else if (decoded.code_point >= 0x80) {
            const auto folded = FoldTable::instance().fold(decoded.code_point);
            if (folded.kind != CharClass::mark && folded.kind != CharClass::emoji)
                key.add(folded.text);
        }
        entry.remove_prefix(size);
    }
    return key;
}

struct Candidate {
    Key key;
    std::uint16_t begin = 0, end = 0;
    std::uint16_t group = 0;  // Of synonyms.
    bool is_loose = false;
};

bool is_joint(std::string_view mark) {
    return mark == "-" || mark == "_" || mark == "#" || mark == "." || mark == "/";
}

// The groups of synonyms by the words in them. Most words of a chat are in none, which one bit
// says.
class SynonymTable {
public:
    static const SynonymTable& instance() {
        static const SynonymTable table;
        return table;
    }

    // Which group the word is in, from 1 on; 0: none.
    std::uint16_t group(std::uint64_t word) const {
        if (!seen_.test(bit_of(word))) return 0;
        const auto found = std::lower_bound(pairs_.begin(), pairs_.end(), Pair(word, 0));
        return found != pairs_.end() && found->first == word ? found->second : std::uint16_t{0};
    }

private:
    using Pair = std::pair<std::uint64_t, std::uint16_t>;
    static constexpr std::size_t bits = 16'384;

    SynonymTable() {
        std::uint16_t group = 0;
        for (const auto words : option_synonyms()) {
            ++group;
            for (const auto one : words) pairs_.emplace_back(key_of(one).plain, group);
        }
        std::sort(pairs_.begin(), pairs_.end());
        for (const auto& [word, its_group] : pairs_) seen_.set(bit_of(word));
    }

    static std::size_t bit_of(std::uint64_t word) { return (word ^ word >> 32) % bits; }

    std::vector<Pair> pairs_;
    std::bitset<bits> seen_;
};

class Matcher {
public:
    Matcher(const NormalText& text,
            std::span<const std::string_view> burst,
            const ClaimVocabulary& vocabulary)
        : text_(text),
          burst_(burst),
          synonyms_(SynonymTable::instance()),
          has_options_(!vocabulary.options.empty()) {
        candidates_.reserve(std::min(text.tokens.size() * 3, candidates_max));
        for (std::size_t i = 0; i < text.tokens.size(); ++i) collect(i);
    }

    std::vector<Mention> run(const ClaimVocabulary& vocabulary) {
        for (std::size_t i = 0; i < vocabulary.codes.size(); ++i)
            match_code(vocabulary.codes[i], static_cast<std::uint32_t>(i));
        for (std::size_t i = 0; i < vocabulary.options.size(); ++i)
            match_option(vocabulary.options[i], static_cast<std::uint32_t>(i));
        return best();
    }

private:
    void collect(std::size_t begin) {
        Candidate candidate;
        candidate.begin = static_cast<std::uint16_t>(begin);
        const auto last = std::min(begin + joined_tokens_max, text_.tokens.size());
        for (std::size_t i = begin; i < last; ++i) {
            const auto& token = text_.tokens[i];
            if (token.part != text_.tokens[begin].part) return;
            if (i > begin && !token.glued) candidate.is_loose = true;
            const bool is_word =
                token.kind == Token::Kind::word || token.kind == Token::Kind::number;
            if (!is_word) {
                if (i == begin || !is_joint(text_.word(token))) return;
                continue;
            }
            candidate.key.add(text_.word(token));
            if (candidate.key.size > key_bytes_max || candidates_.size() == candidates_max) return;
            candidate.end = static_cast<std::uint16_t>(i + 1);
            if (has_options_) candidate.group = group_of(candidate);
            remember(candidate);
        }
    }

    // Of the word, or of its singular ("pretas"), or behind the Arabic "and".
    std::uint16_t group_of_word(const Candidate& candidate) const {
        const auto group = synonyms_.group(candidate.key.plain);
        if (group > 0 || candidate.end - candidate.begin > 1) return group;
        const auto word = text_.word(text_.tokens[candidate.begin]);
        constexpr std::size_t letters_min = 4;
        if (word.size() >= letters_min && word.ends_with('s'))
            return synonyms_.group(key_of(word.substr(0, word.size() - 1)).plain);
        constexpr std::string_view arabic_and = "و";
        if (word.size() > 2 * arabic_and.size() && word.starts_with(arabic_and))
            return synonyms_.group(key_of(word.substr(arabic_and.size())).plain);
        return 0;
    }

    // "đỏ" is a colour; "do" without its marks is only after the word for one.
    std::uint16_t group_of(const Candidate& candidate) const {
        const auto group = group_of_word(candidate);
        if (group == 0 || candidate.end - candidate.begin > 1) return group;
        const auto& token = text_.tokens[candidate.begin];
        static constexpr std::array<std::string_view, 9> marked = {
            "do", "den", "hong", "vang", "tim", "nau", "xam", "bac", "item"};
        const auto word = text_.word(token);
        if (std::find(marked.begin(), marked.end(), word) == marked.end()) return group;
        const auto source_text = source(candidate);
        const bool has_marks = std::any_of(source_text.begin(), source_text.end(),
                                           [](char c) { return (c & 0x80) != 0; });
        const auto before = candidate.begin > 0 ? text_.word(text_.tokens[candidate.begin - 1U])
                                                : std::string_view{};
        return has_marks || before == "mau" || before == "warna" ? group : std::uint16_t{0};
    }

    void remember(const Candidate& candidate) {
        candidates_.push_back(candidate);
        has_synonym_ = has_synonym_ || candidate.group > 0;
        seen_.set(candidate.key.plain % seen_.size());
        seen_.set(candidate.key.alike % seen_.size());
    }

    void match_code(const std::string& code, std::uint32_t index) {
        const auto key = key_of(code);
        if (key.size == 0 || (key.size == 1 && !key.has_digit)) return;
        if (!seen_.test(key.plain % seen_.size()) && !seen_.test(key.alike % seen_.size())) return;
        for (const auto& candidate : candidates_) {
            const bool is_same = candidate.key.plain == key.plain;
            // Of a code of digits alone at least two have to stand: "2O4", "1O5".
            const bool is_alike = candidate.key.alike == key.alike && candidate.key.has_digit &&
                                  key.has_digit && (key.has_letter || is_mixed_number(candidate));
            if (!is_same && !is_alike) continue;
            auto mention = mention_of(candidate, Mention::Kind::code, index);
            mention.is_as_written = source(candidate) == code;
            mention.is_exact = is_same;
            found_.push_back(mention);
        }
    }

    void match_option(const std::string& option, std::uint32_t index) {
        const auto key = key_of(option);
        if (key.size == 0) return;
        if (!has_synonym_ && !seen_.test(key.plain % seen_.size())) return;
        const auto group = has_synonym_ ? synonyms_.group(key.plain) : std::uint16_t{0};
        for (const auto& candidate : candidates_) {
            const bool is_same = candidate.key.plain == key.plain;
            if (!is_same && (group == 0 || candidate.group != group)) continue;
            if (candidate.is_loose && has_bare_letter(candidate)) continue;  // "rosa S": two.
            auto mention = mention_of(candidate, Mention::Kind::option, index);
            mention.is_exact = is_same;
            mention.is_as_written = source(candidate) == option;
            found_.push_back(mention);
        }
    }

    bool is_mixed_number(const Candidate& candidate) const {
        const auto said = source(candidate);
        const auto digits =
            std::count_if(said.begin(), said.end(), [](char c) { return c >= '0' && c <= '9'; });
        return !candidate.is_loose && said.size() >= 3 && digits >= 2;
    }

    bool has_bare_letter(const Candidate& candidate) const {
        const auto begin = text_.tokens.begin();
        return std::any_of(begin + candidate.begin, begin + candidate.end,
                           [](const Token& token) { return token.size == 1; });
    }

    static Mention mention_of(const Candidate& candidate, Mention::Kind kind, std::uint32_t index) {
        return {.kind = kind,
                .is_loose = candidate.is_loose,
                .has_digit = candidate.key.has_digit,
                .begin = candidate.begin,
                .end = candidate.end,
                .index = index};
    }

    std::string_view source(const Candidate& candidate) const {
        const auto& first = text_.tokens[candidate.begin];
        const auto& last = text_.tokens[candidate.end - 1U];
        return burst_[first.part].substr(first.source_begin,
                                         last.source_begin + last.source_size - first.source_begin);
    }

    std::vector<Mention> best() const {
        if (found_.empty()) return {};
        std::vector<std::size_t> order(found_.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const auto rank = [&](std::size_t i) {
                const auto& mention = found_[i];
                const bool is_code = mention.kind == Mention::Kind::code;
                // "2XL" and "doble XL" say more than the "XL" in them.
                return std::tuple(!is_code, is_code && !mention.is_exact,
                                  mention.begin - mention.end, !mention.is_exact, i);
            };
            return rank(a) < rank(b);
        });
        std::vector<Mention> chosen;
        for (const auto i : order) {
            const auto overlaps = [&](const Mention& other) {
                return found_[i].begin < other.end && other.begin < found_[i].end;
            };
            if (std::none_of(chosen.begin(), chosen.end(), overlaps)) chosen.push_back(found_[i]);
        }
        std::sort(chosen.begin(), chosen.end(),
                  [](const Mention& a, const Mention& b) { return a.begin < b.begin; });
        return chosen;
    }

    const NormalText& text_;
    std::span<const std::string_view> burst_;
    const SynonymTable& synonyms_;
    bool has_options_;
    bool has_synonym_ = false;  // Of an option, among the candidates.
    std::vector<Candidate> candidates_;
    std::bitset<1024> seen_;  // Hashes of the candidates, so that most entries cost one look.
    std::vector<Mention> found_;
};

}  // namespace

OptionKind option_kind(std::string_view option) {
    const auto group = SynonymTable::instance().group(key_of(option).plain);
    if (group > 0) return group <= option_sizes ? OptionKind::size : OptionKind::colour;
    const bool is_number = !option.empty() && std::all_of(option.begin(), option.end(), [](char c) {
        return (c >= '0' && c <= '9') || c == '.' || c == ',';
    });
    return is_number ? OptionKind::size : OptionKind::other;
}

bool can_only_be_code(const NormalText& text, const Mention& mention) {
    static constexpr std::array<std::string_view, 10> pointing = {
        "el", "del", "la", "the", "of", "do", "code", "codigo", "cf", "mine"};
    constexpr std::string_view words = "aeiouyx";  // As "a", "y" and "2 x 12" use them.
    const auto& first = text.tokens[mention.begin];
    const auto letter = text.word(first);
    if (first.kind == Token::Kind::word && letter.size() == 1 &&
        words.find(letter) == std::string_view::npos)
        return true;
    if (mention.begin == 0) return false;
    const auto& before = text.tokens[mention.begin - 1U];
    return before.part == first.part &&
           std::find(pointing.begin(), pointing.end(), text.word(before)) != pointing.end();
}

std::vector<Mention> find_mentions(const NormalText& text,
                                   std::span<const std::string_view> burst,
                                   const ClaimVocabulary& vocabulary) {
    if (vocabulary.codes.empty() && vocabulary.options.empty()) return {};
    return Matcher(text, burst, vocabulary).run(vocabulary);
}

}  // namespace tts
