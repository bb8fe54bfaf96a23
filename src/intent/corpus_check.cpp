#include "intent/corpus_check.hpp"

#include "intent/concept_lexicon.hpp"
#include "intent/normaliser.hpp"

#include <algorithm>
#include <filesystem>
#include <numeric>
#include <set>
#include <unordered_map>

namespace tts {

namespace {

constexpr std::size_t bytes_max = 300;
// A pair whose trigrams agree to this part is one message to a learner of n-grams.
constexpr double likeness_max = 0.8;
// Shorter messages have too few trigrams to differ in: "mine pls" and "mine plz".
constexpr std::size_t near_letters_min = 14;
constexpr double share_min = 0.03;      // Of a label among a language's messages.
constexpr double buy_share_max = 0.55;  // More would teach that everybody buys.

struct LanguageRule {
    std::string_view language;
    std::size_t rows_min;      // Distinct training messages.
    std::string_view scripts;  // Beside the Latin one.
};
constexpr std::array<LanguageRule, 13> rules = {{{"es", 1'500, ""},
                                                 {"en", 1'500, ""},
                                                 {"pt", 500, ""},
                                                 {"id", 500, ""},
                                                 {"vi", 500, ""},
                                                 {"th", 500, "t"},
                                                 {"tl", 500, ""},
                                                 {"zh", 500, "hk"},
                                                 {"ko", 500, "gh"},
                                                 {"ja", 500, "hk"},
                                                 {"ar", 500, "a"},
                                                 {"fr", 500, ""},
                                                 {"de", 500, ""}}};

const LanguageRule* rule_of(std::string_view language) {
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const LanguageRule& rule) {
        return rule.language == language;
    });
    return found == rules.end() ? nullptr : found;
}

char letter_of(CharClass script) {
    switch (script) {
        case CharClass::thai: return 't';
        case CharClass::han: return 'h';
        case CharClass::kana: return 'k';
        case CharClass::hangul: return 'g';
        case CharClass::arabic: return 'a';
        default: return 0;
    }
}

std::string plain_of(std::string_view text) {
    const std::string_view burst[] = {text};
    return normalise(burst).text;
}

// The letters without spaces and marks; all numbers are one.
std::vector<char32_t> letters_of(std::string_view text) {
    const std::string_view burst[] = {text};
    const auto normal = normalise(burst);
    std::vector<char32_t> letters;
    for (const auto& token : normal.tokens) {
        if (token.kind == Token::Kind::number) letters.push_back(U'0');
        if (token.kind != Token::Kind::word) continue;
        auto word = normal.word(token);
        while (!word.empty()) {
            const auto decoded = decode_utf8(word);
            letters.push_back(decoded.code_point);
            word.remove_prefix(decoded.size);
        }
    }
    return letters;
}

// Sorted and distinct.
std::vector<std::uint64_t> trigrams_of(const std::vector<char32_t>& letters) {
    std::vector<std::uint64_t> trigrams;
    for (std::size_t i = 0; i + 2 < letters.size(); ++i)
        trigrams.push_back(std::uint64_t{letters[i]} << 42 | std::uint64_t{letters[i + 1]} << 21 |
                           letters[i + 2]);
    std::sort(trigrams.begin(), trigrams.end());
    trigrams.erase(std::unique(trigrams.begin(), trigrams.end()), trigrams.end());
    return trigrams;
}

// Jaccard's coefficient.
double likeness(std::size_t shared, std::size_t first, std::size_t second) {
    return static_cast<double>(shared) / static_cast<double>(first + second - shared);
}

// Training messages by their trigrams, so that a message meets only those that resemble it.
class NearIndex {
public:
    void add(std::string_view text, std::size_t row) {
        const auto letters = letters_of(text);
        if (letters.size() < near_letters_min) return;
        const auto trigrams = trigrams_of(letters);
        for (const auto trigram : trigrams) by_trigram_[trigram].push_back(rows_.size());
        rows_.push_back({.row = row, .trigrams = trigrams.size()});
    }

    // The row that is nearly the same, if there is one.
    std::optional<std::size_t> find(std::string_view text) const {
        const auto letters = letters_of(text);
        if (letters.size() < near_letters_min) return std::nullopt;
        const auto trigrams = trigrams_of(letters);
        std::unordered_map<std::size_t, std::size_t> shared;
        for (const auto trigram : trigrams)
            if (const auto found = by_trigram_.find(trigram); found != by_trigram_.end())
                for (const auto row : found->second) ++shared[row];
        for (const auto& [row, count] : shared)
            if (likeness(count, trigrams.size(), rows_[row].trigrams) >= likeness_max)
                return rows_[row].row;
        return std::nullopt;
    }

private:
    struct Entry {
        std::size_t row = 0, trigrams = 0;
    };
    std::vector<Entry> rows_;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_trigram_;
};

class Checker {
public:
    Checker(std::vector<LabelledText> train, std::vector<LabelledText> test)
        : train_(std::move(train)), test_(std::move(test)) {}

    CorpusReport run() {
        check_split(train_, report_.train);
        check_split(test_, report_.test);
        check_leaks();
        check_amounts();
        return std::move(report_);
    }

private:
    static std::string place(const LabelledText& row) {
        return row.file + ":" + std::to_string(row.line);
    }
    void problem(const LabelledText& row, std::string what) {
        report_.problems.push_back(
            {.where = place(row), .what = std::move(what) + ": " + row.text});
    }

    void check_split(const std::vector<LabelledText>& rows,
                     std::map<std::string, IntentCounts>& counts) {
        std::unordered_map<std::string, const LabelledText*> seen;
        for (const auto& row : rows) {
            check_row(row);
            const auto [found, is_new] =
                seen.emplace(row.language + '\t' + plain_of(row.text), &row);
            if (is_new) {
                ++counts[row.language][static_cast<std::size_t>(row.label)];
            } else if (found->second->label != row.label) {
                problem(row, "labelled otherwise in " + place(*found->second));
            } else if (found->second->text == row.text) {
                problem(row, "said already in " + place(*found->second));
            }
        }
    }

    void check_row(const LabelledText& row) {
        const auto* rule = rule_of(row.language);
        if (rule == nullptr) return problem(row, "unknown language '" + row.language + "'");
        const auto stem = std::filesystem::path(row.file).stem().string();
        if (stem != row.language && !stem.ends_with("_" + row.language))
            problem(row, "language '" + row.language + "' in a file of another");
        if (row.text.size() > bytes_max) problem(row, "longer than 300 bytes");
        if (row.text.front() == ' ' || row.text.back() == ' ' ||
            row.text.find("  ") != std::string::npos)
            problem(row, "spaces at an end, or two in a row");
        check_characters(row, *rule);
    }

    void check_characters(const LabelledText& row, const LanguageRule& rule) {
        std::string_view rest = row.text;
        while (!rest.empty()) {
            const auto c = decode_utf8(rest);
            rest.remove_prefix(std::max<std::size_t>(c.size, 1));
            const auto kind = FoldTable::instance().fold(c.code_point).kind;
            const bool joins_emoji =
                c.code_point == 0x200d || c.code_point == 0xfe0f || c.code_point == 0x20e3 ||
                (c.code_point >= 0x1f3fb && c.code_point <= 0x1f3ff) || c.code_point >= 0x20000;
            const bool is_accent = (c.code_point >= 0x300 && c.code_point <= 0x36f) ||
                                   (c.code_point >= 0x640 && c.code_point <= 0x670);
            if (kind == CharClass::dropped && !joins_emoji && !is_accent)
                return problem(row, "an invisible character");
            if (c.code_point >= 0x370 && c.code_point < 0x530)
                return problem(row, "a Greek or Cyrillic letter");
            const char script = letter_of(kind);
            if (script != 0 && rule.scripts.find(script) == std::string_view::npos)
                return problem(row, "a letter of another language's script");
        }
    }

    void check_leaks() {
        std::unordered_map<std::string, std::size_t> exact;
        NearIndex near;
        for (std::size_t i = 0; i < train_.size(); ++i) {
            exact.emplace(plain_of(train_[i].text), i);
            near.add(train_[i].text, i);
        }
        for (const auto& row : test_) {
            const auto found = exact.find(plain_of(row.text));
            if (found != exact.end())
                problem(row, "training knows it, from " + place(train_[found->second]));
            else if (const auto like = near.find(row.text))
                problem(row, "training nearly knows it, from " + place(train_[*like]) + " ('" +
                                 train_[*like].text + "')");
        }
    }

    void check_amounts() {
        for (const auto& rule : rules) {
            const std::string language(rule.language);
            const auto counts = report_.train[language];
            const auto total = std::accumulate(counts.begin(), counts.end(), std::size_t{0});
            if (total < rule.rows_min)
                report_.shortfalls.push_back({.where = "train " + language,
                                              .what = std::to_string(total) +
                                                      " distinct messages, wanted " +
                                                      std::to_string(rule.rows_min)});
            for (std::size_t k = 0; k < counts.size(); ++k) {
                const double share = static_cast<double>(counts[k]) /
                                     static_cast<double>(std::max<std::size_t>(total, 1));
                if (share < share_min || (k == 0 && share > buy_share_max))
                    report_.shortfalls.push_back({.where = "train " + language,
                                                  .what = std::to_string(counts[k]) + " of " +
                                                          std::to_string(total) + " are " +
                                                          std::string(intent_names[k])});
            }
            if (!report_.test.contains(language))
                report_.shortfalls.push_back({.where = "test " + language, .what = "no messages"});
        }
    }

    std::vector<LabelledText> train_;
    std::vector<LabelledText> test_;
    CorpusReport report_;
};

}  // namespace

bool is_near_duplicate(std::string_view first, std::string_view second) {
    if (plain_of(first) == plain_of(second)) return true;
    NearIndex index;
    index.add(first, 0);
    return index.find(second).has_value();
}

Result<CorpusReport> check_corpus(const std::string& folder) {
    auto train = read_labelled_folder(folder + "/train");
    if (!train) return train.error().during("reading the corpus");
    auto test = read_labelled_folder(folder + "/test");
    if (!test) return test.error().during("reading the corpus");
    if (const auto concepts = ConceptLexicon::read(folder + "/concepts"); !concepts)
        return concepts.error().during("reading the concepts");
    return Checker(std::move(*train), std::move(*test)).run();
}

}  // namespace tts
