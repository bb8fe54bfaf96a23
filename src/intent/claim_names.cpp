#include "intent/claim_names.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>
#include <string_view>

namespace tts {

namespace {

// How much of a name, by the weight of its words, has to be said.
constexpr double share_min = 0.6;
// A word of more products than this tells nothing about which is meant; the cost stays bounded.
constexpr std::size_t products_per_word_max = 64;
constexpr std::size_t plural_letters_min = 4;

constexpr std::array<std::string_view, 17> small_words = {"de",  "del",  "con", "para", "la", "el",
                                                          "los", "las",  "y",   "en",   "of", "the",
                                                          "for", "with", "and", "a",    "in"};
constexpr std::array<std::string_view, 22> articles = {
    "el",   "la",    "los",   "las",  "un",   "una", "ese", "esa", "esos", "esas", "este",
    "esta", "estos", "estas", "otra", "otro", "the", "a",   "an",  "that", "this", "another"};
// What stands behind these is no product of the show, or is not asked for.
constexpr std::array<std::string_view, 14> owners = {
    "mi", "mis", "tu", "tus", "su", "sus", "a", "al", "my", "your", "ur", "his", "her", "their"};

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Singular and plural have the same: "tazas", "taza"; "relojes", "reloj"; "boxes", "box".
std::uint64_t stem_hash(std::string_view word) {
    if (word.size() >= plural_letters_min && word.ends_with('s')) word.remove_suffix(1);
    if (word.size() >= plural_letters_min && word.ends_with('e')) word.remove_suffix(1);
    return hash_text(word);
}

bool is_name_token(const Token& token) {
    return token.kind == Token::Kind::word || token.kind == Token::Kind::number;
}

std::set<std::uint64_t> stems_of(std::string_view name) {
    const std::string_view parts[] = {name};
    const auto text = normalise(parts);
    std::set<std::uint64_t> stems;
    for (const auto& token : text.tokens)
        if (is_name_token(token) && !is_one_of(text.word(token), small_words))
            stems.insert(stem_hash(text.word(token)));
    return stems;
}

class NameFinder {
public:
    NameFinder(const NormalText& text, const ClaimVocabulary& vocabulary)
        : text_(text), words_(vocabulary.name_words) {
        stems_.reserve(text.tokens.size());
        for (const auto& token : text.tokens)
            stems_.push_back(is_name_token(token) ? stem_hash(text.word(token)) : 0);
    }

    std::vector<NameMention> run() {
        std::vector<NameMention> found;
        for (std::size_t i = 0; i < stems_.size(); ++i) {
            auto mention = best_at(i);
            if (mention.words == 0) continue;
            i = mention.end - 1U;
            if (take_articles(mention)) found.push_back(mention);
        }
        return found;
    }

private:
    std::span<const NameWord> entries(std::size_t token) const {
        const auto range = std::equal_range(
            words_.begin(), words_.end(), NameWord{.stem = stems_[token], .name = 0, .share = 0},
            [](const NameWord& a, const NameWord& b) { return a.stem < b.stem; });
        return {range.first, range.second};
    }

    bool is_small(std::size_t token) const {
        return is_one_of(text_.word(text_.tokens[token]), small_words);
    }

    NameMention best_at(std::size_t begin) const {
        NameMention best;
        if (stems_[begin] == 0 || is_small(begin)) return best;
        for (const auto& entry : entries(begin)) {
            const auto mention = extend(begin, entry);
            if (mention.words > best.words) best = mention;
        }
        return best;
    }

    // The longest run of words of one name from `begin` on, if it says enough of it.
    NameMention extend(std::size_t begin, const NameWord& first) const {
        double share = first.share;
        NameMention mention{.begin = static_cast<std::uint16_t>(begin),
                            .end = static_cast<std::uint16_t>(begin + 1),
                            .first_word = static_cast<std::uint16_t>(begin),
                            .words = 1};
        const auto part = text_.tokens[begin].part;
        for (auto i = begin + 1; i < stems_.size() && text_.tokens[i].part == part; ++i) {
            if (is_small(i)) continue;
            if (stems_[i] == 0 || is_repeated(begin, i)) break;
            const auto list = entries(i);
            const auto same = std::find_if(list.begin(), list.end(), [&](const NameWord& entry) {
                return entry.name == first.name;
            });
            if (same == list.end()) break;
            share += same->share;
            mention.end = static_cast<std::uint16_t>(i + 1);
            ++mention.words;
        }
        if (share < share_min) mention.words = 0;
        return mention;
    }

    bool is_repeated(std::size_t begin, std::size_t token) const {
        const auto first = stems_.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = stems_.begin() + static_cast<std::ptrdiff_t>(token);
        return std::find(first, last, stems_[token]) != last;
    }

    // False if what stands before says that no product is meant.
    bool take_articles(NameMention& mention) const {
        const auto part = text_.tokens[mention.begin].part;
        const auto before = [&] {
            if (mention.begin == 0 || text_.tokens[mention.begin - 1U].part != part)
                return std::string_view{};
            return text_.word(text_.tokens[mention.begin - 1U]);
        };
        if (is_one_of(before(), articles) && before() != "a") --mention.begin;
        if (before() == "a" && is_indefinite(mention.begin - 1U)) --mention.begin;
        return !is_one_of(before(), owners);
    }

    // The English article; the Spanish preposition stands behind a Spanish verb ("quiero a").
    bool is_indefinite(std::size_t token) const {
        if (token == 0) return true;
        const auto verb = text_.word(text_.tokens[token - 1U]);
        static constexpr std::array<std::string_view, 10> verbs = {
            "want", "need", "take", "buy", "get", "have", "order", "grab", "like", "me"};
        return is_one_of(verb, verbs);
    }

    const NormalText& text_;
    const std::vector<NameWord>& words_;
    std::vector<std::uint64_t> stems_;  // By token; 0 for what cannot be of a name.
};

}  // namespace

void prepare_names(ClaimVocabulary& vocabulary) {
    std::vector<std::set<std::uint64_t>> stems;
    std::map<std::uint64_t, std::size_t> products;
    for (const auto& name : vocabulary.names) {
        stems.push_back(stems_of(name));
        for (const auto stem : stems.back()) ++products[stem];
    }
    const auto count = static_cast<double>(stems.size());
    const auto weight = [&](std::uint64_t stem) {
        return std::log(1 + count / static_cast<double>(products.at(stem)));
    };
    vocabulary.name_words.clear();
    for (std::size_t name = 0; name < stems.size(); ++name) {
        double total = 0;
        for (const auto stem : stems[name]) total += weight(stem);
        for (const auto stem : stems[name])
            if (products.at(stem) <= products_per_word_max)
                vocabulary.name_words.push_back({.stem = stem,
                                                 .name = static_cast<std::uint32_t>(name),
                                                 .share = weight(stem) / total});
    }
    std::sort(vocabulary.name_words.begin(), vocabulary.name_words.end(),
              [](const NameWord& a, const NameWord& b) {
                  return a.stem != b.stem ? a.stem < b.stem : a.name < b.name;
              });
}

std::vector<NameMention> find_names(const NormalText& text, const ClaimVocabulary& vocabulary) {
    if (vocabulary.name_words.empty()) return {};
    return NameFinder(text, vocabulary).run();
}

}  // namespace tts
