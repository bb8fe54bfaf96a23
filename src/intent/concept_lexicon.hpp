#pragma once

#include "core/result.hpp"
#include "intent/normaliser.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// What a word is about, whatever its language: "want", "quiero" and "要" are one concept. Training
// on one language so carries over to the others, and to words that the messages of training never
// use. Numbered by the lexicon; 0 is none.
using Concept = std::uint8_t;

// A table from words, phrases and beginnings of words to concepts. Only read after its making.
class ConceptLexicon {
public:
    static constexpr std::size_t concepts_max = 240;

    // All *.tsv of a folder, one a language: a concept, a tab, its words with spaces between them.
    // en, es and pt are read first, then the others by name; where two lines hold one word, the
    // first one counts. "how-much" is a phrase of two words, "cancel*" any word that begins so.
    // Concepts are numbered in the order of the first file. Errc::not_found if there is no file,
    // Errc::invalid with file and line for a concept that the first file does not have, a concept
    // too many, a line of another shape or a word without letters.
    static Result<ConceptLexicon> read(const std::string& folder);

    // The concepts of tokens [at, ...), the longest entry first: which, and how many tokens it
    // takes.
    struct Match {
        Concept found = 0;
        std::size_t tokens = 1;
    };
    Match find(const NormalText& text, std::size_t at) const;

    // The longest entry at the begin of a text without spaces between its words; none takes 0
    // bytes.
    struct Piece {
        Concept found = 0;
        std::size_t bytes = 0;
    };
    Piece find_piece(std::string_view text) const;

    // The bytes to keep in a model, and back; takes them off the front of `bytes`. False if they
    // are not a lexicon.
    void put(std::string& out) const;
    bool take(std::string_view& bytes);

    std::size_t size() const { return count_; }

    // The name of one of its concepts; empty if it has no such one.
    std::string_view name(Concept found) const {
        return found > 0 && found <= names_.size() ? std::string_view(names_[found - 1U])
                                                   : std::string_view{};
    }

private:
    // 48 bits of a hash and 16 of what is known of it, in one word, so that eight slots share a
    // cache line; 0 if free.
    using Slot = std::uint64_t;

    Result<void> read_file(const std::string& path);
    std::size_t number_of(std::string_view name) const;  // 0 if it is none of ours.
    bool take_names(std::string_view& bytes);
    Result<void> add_line(std::string_view line, Concept found);
    Result<void> add_entry(std::string_view entry, Concept found);
    std::size_t place_of(std::uint64_t key) const;
    void put_slot(std::uint64_t key, std::uint16_t value);
    void add(std::uint64_t key, Concept found);
    void add_bit(std::uint64_t key, std::size_t at);
    std::uint16_t look_up(std::uint64_t key) const;
    Concept find_beginning(std::string_view word) const;

    // Words and phrases, with the lengths of the phrases that begin so; beginnings of words; and
    // the lengths of those and of unspaced words, by their first bytes: told apart by salts.
    std::vector<Slot> slots_;
    std::vector<std::string> names_;  // Of the concepts, by number, from 1.
    std::size_t count_ = 0;
};

}  // namespace tts
