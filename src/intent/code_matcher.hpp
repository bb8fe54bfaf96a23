#pragma once

#include "core/intent.hpp"
#include "intent/normaliser.hpp"

#include <vector>

namespace tts {

// A code or an option of the vocabulary that stands in a message.
struct Mention {
    enum class Kind : std::uint8_t { code, option };

    Kind kind = Kind::code;
    bool is_loose = false;             // Its pieces stand apart: "a 12".
    bool has_digit = false;            // In the message.
    bool is_as_written = true;         // In the catalogue's own capitals.
    bool is_exact = true;              // Otherwise by look-alikes or a synonym.
    std::uint16_t begin = 0, end = 0;  // Tokens.
    std::uint32_t index = 0;           // In the vocabulary's list.
};

// What an option of the catalogue is about, by its word: of two sizes only one can be meant.
enum class OptionKind : std::uint8_t { other, size, colour };
OptionKind option_kind(std::string_view option);

// Whether a code whose pieces stand apart is nothing else: "b 14" is; "a 12" may be a price
// ("a 12 pesos") unless something points at it ("el a 12").
bool can_only_be_code(const NormalText& text, const Mention& mention);

// Finds them, none overlapping: longest first, codes before options. O and 0, I, L and 1 are the
// same in a code that was typed with a digit. The cost is a few nanoseconds per vocabulary entry.
std::vector<Mention> find_mentions(const NormalText& text,
                                   std::span<const std::string_view> burst,
                                   const ClaimVocabulary& vocabulary);

}  // namespace tts
