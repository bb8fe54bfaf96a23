#pragma once

#include "intent/normaliser.hpp"
#include "intent/phrase_automaton.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// What a phrase says about the message that it stands in.
enum class PhraseKind : std::uint8_t {
    claim,       // Takes the goods, also within a longer sentence: "me lo llevo".
    weak,        // Takes them only if the message says nothing else: "mine", "keep".
    request,     // A claim in the form of a question: "can i get", "me apartas".
    how,         // Asks for the way to buy: "link please", "donde pago".
    negation,    // "no lo quiero". This and the next six cancel the claims that they overlap.
    past,        // "ya lo compre", "just bought it".
    hedge,       // "tal vez", "might get".
    condition,   // "si fuera", "if it were".
    third,       // Somebody else wants it: "mi hermana".
    other_want,  // A want that is not a purchase: "quiero ver", "quiero llorar".
    question,    // "cuanto", "do you have".
    joke,        // Takes back the whole message: "es broma".
    cancel,      // Takes back an earlier claim: "ya no", "cancel mine".
    pass,        // "paso", "not today".
    price,       // Talks about money: "caro", "price".
    size_word,   // The number after it is a size: "talla", "size".
    unit,        // The number before it is a quantity: "pcs", "unidades".
    measure,     // The number before it is none: "soles", "kg", "min".
    number,      // A number in words.
    filler,      // Politeness and calls, which change nothing: "please", "amiga".
    connector,   // Between items: "y", "and".
    word,  // Means nothing here, but no piece may be cut out of it: "สำหรับ", "一直".
};
constexpr std::size_t phrase_kinds = 22;

std::string_view to_string(PhraseKind kind);

// A phrase of the grammar. Words are separated by a space; "a|b" is a choice, "a?" may be missing,
// "#" is any number, "*" any word, "^" and "$" stand for the begin and the end of the message
// (fillers and emoji aside). Everything is written as the normaliser leaves it.
struct Phrase {
    PhraseKind kind;
    std::string_view pattern;
};

struct NumberWord {
    enum class Place : std::uint8_t {
        anywhere,  // Also as a piece of an unspaced text.
        alone,     // Only as a word between spaces.
    };
    std::string_view word;
    int value = 0;
    Place place = Place::anywhere;
};

// The grammar of one language, written by hand.
std::span<const Phrase> arabic_phrases();
std::span<const Phrase> chinese_phrases();
std::span<const Phrase> english_phrases();
std::span<const Phrase> french_phrases();
std::span<const Phrase> german_phrases();
std::span<const Phrase> indonesian_phrases();  // And Malay.
std::span<const Phrase> japanese_phrases();
std::span<const Phrase> korean_phrases();
std::span<const Phrase> portuguese_phrases();
std::span<const Phrase> spanish_phrases();
std::span<const Phrase> tagalog_phrases();
std::span<const Phrase> thai_phrases();
std::span<const Phrase> vietnamese_phrases();
// Of all languages.
std::span<const NumberWord> number_words();

struct PhraseMatch {
    PhraseKind kind = PhraseKind::filler;
    bool at_begin = false, at_end = false;  // Its pattern's anchors.
    std::uint16_t begin = 0, end = 0;       // Tokens.
    std::uint16_t pattern = 0;

    std::uint16_t size() const { return static_cast<std::uint16_t>(end - begin); }
};

// All phrases in one automaton, so that reading a message costs a few look-ups a word, however
// large the grammar grows. Only read after its making.
class PhraseBook {
public:
    static const PhraseBook& instance();

    // Cuts words of scripts without spaces where the grammar knows a piece, gives the number words
    // their value, and marks the words that a pattern has in it: they say how something is meant,
    // not what is sold.
    void prepare(NormalText& text) const;
    // The phrases of a prepared text; those of the same begin go longest last.
    std::vector<PhraseMatch> find(const NormalText& text) const;

    std::string_view pattern(std::uint16_t index) const { return patterns_[index]; }
    PhraseKind kind(std::uint16_t index) const { return endings_[index].kind; }

private:
    struct Ending {
        PhraseKind kind{};
        bool at_begin = false;
        bool at_end = false;
    };
    struct Search;
    // What is known of a word before its neighbours are read.
    struct Word {
        std::uint64_t hash = 0;  // 0: the slot is free.
        std::uint32_t first_node = PhraseAutomaton::nowhere;
        std::int16_t value = -1;
        bool is_of_grammar = false;
    };

    PhraseBook();
    std::vector<PhraseStep> parse(const Phrase& phrase);
    void remember_piece(std::string_view word);
    void make_words(const std::vector<std::vector<PhraseStep>>& patterns);
    Word& word_slot(std::uint64_t hash);
    const Word* find_word(std::uint64_t hash) const;
    void join_mixed(NormalText& text) const;
    std::size_t mixed_end(const NormalText& text, std::size_t begin) const;
    static std::uint64_t hash_of(const NormalText& text, std::size_t begin, std::size_t end);
    void split(const NormalText& text, const Token& token, std::vector<Token>& out) const;

    std::vector<std::string_view> patterns_;
    std::vector<Ending> endings_;  // By pattern.
    std::unique_ptr<const PhraseAutomaton> automaton_;
    std::vector<Word> words_;                 // A hash table with open addressing.
    std::vector<std::uint64_t> mixed_words_;  // Sorted: with letters and digits.
    std::vector<std::uint64_t> pieces_;       // Sorted: known unspaced words.
    std::array<bool, 256> piece_sizes_{};     // Their lengths in bytes.
};

}  // namespace tts
