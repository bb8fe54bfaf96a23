#pragma once

#include "intent/normaliser.hpp"

#include <array>
#include <cstdint>
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
};
constexpr std::size_t phrase_kinds = 21;

std::string_view to_string(PhraseKind kind);

// A phrase of the grammar. Words are separated by a space; "a|b" is a choice, "a?" may be missing,
// "#" is any number, "*" any word, "^" and "$" stand for the begin and the end of the message
// (fillers and emoji aside). Everything is written as the normaliser leaves it.
struct Phrase {
    PhraseKind kind;
    std::string_view pattern;
};

struct NumberWord {
    std::string_view word;
    int value;
};

// The grammar of one language, written by hand.
std::span<const Phrase> english_phrases();
std::span<const Phrase> spanish_phrases();
std::span<const Phrase> other_phrases();
std::span<const NumberWord> number_words();

struct PhraseMatch {
    PhraseKind kind = PhraseKind::filler;
    bool at_begin = false, at_end = false;  // Its pattern's anchors.
    std::uint16_t begin = 0, end = 0;       // Tokens.
    std::uint16_t pattern = 0;

    std::uint16_t size() const { return static_cast<std::uint16_t>(end - begin); }
};

// All phrases in one trie, so that reading a message costs a few look-ups a word, however large the
// grammar grows. Only read after its making.
class PhraseBook {
public:
    static const PhraseBook& instance();

    // Cuts words of scripts without spaces where the grammar knows a piece, and gives the number
    // words their value. Then finds the phrases; those of the same begin go longest last.
    void prepare(NormalText& text) const;
    std::vector<PhraseMatch> find(const NormalText& text) const;

    // Another grammar has another.
    std::uint64_t fingerprint() const { return fingerprint_; }
    std::string_view pattern(std::uint16_t index) const { return patterns_[index]; }

private:
    struct Terminal {
        std::uint16_t pattern = 0;
        PhraseKind kind{};
        bool at_begin = false;
        bool at_end = false;
        std::int32_t next = -1;  // Another phrase that ends here.
    };
    struct Edge {
        std::uint64_t key = 0;  // 0: free.
        std::uint32_t node = 0;
    };
    struct Search;

    PhraseBook();
    void add(const Phrase& phrase);
    void add_words(std::span<const std::string_view> words, std::uint32_t node, Terminal terminal);
    void add_end(std::uint32_t node, const Terminal& terminal);
    std::uint32_t child(std::uint32_t node, std::uint64_t word) const;
    std::uint32_t make_child(std::uint32_t node, std::uint64_t word);
    void grow();
    void remember_piece(std::string_view word);
    void split(const NormalText& text, const Token& token, std::vector<Token>& out) const;

    std::uint64_t fingerprint_ = 0;
    std::vector<std::string> patterns_;
    std::vector<Edge> edges_;
    std::size_t edge_count_ = 0;
    std::vector<std::int32_t> first_terminal_;  // By node.
    std::vector<Terminal> terminals_;
    std::vector<std::pair<std::uint64_t, int>> numbers_;  // Sorted.
    std::vector<std::uint64_t> pieces_;                   // Sorted: known unspaced words.
    std::array<bool, 256> piece_sizes_{};                 // Their lengths in bytes.
};

}  // namespace tts
