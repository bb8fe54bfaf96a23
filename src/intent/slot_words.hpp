#pragma once

#include "intent/normaliser.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tts {

// What a word of a claim says about the slots around it, in whatever language.
enum class SlotWord : std::uint8_t {
    none,
    corrects,     // What follows replaces what was said: "perdon", "i meant".
    only,         // Nothing but what follows: "solo", "nur".
    removes,      // What follows is not wanted any more: "quita", "scrap".
    adds,         // What follows comes to what was said: "tambien", "also".
    both,         // As many as were named, no quantity: "both", "ambos".
    each,         // Of each that was named: "each", "cada".
    half,         // Of a dozen: "media", "half".
    address,      // The number after it is of a house: "apt", "calle".
    alternative,  // What follows will do, too: "or".
    person,       // What follows is somebody's name: "a nombre de Rosa".
    joint,        // Nothing by itself: "of", "del", "の".
    price,        // The number after it is one: "for", "por".
    quantity,     // The number after it is one: "qty", "times".
};

SlotWord slot_word(std::uint64_t hash);

// Whether what stands before the word is not wanted: "el B3 no", "2 no, 3".
bool is_denial(std::string_view word);

// Whether "los" or the like stands before the token: "los dos" names no quantity.
bool follows_article(const NormalText& text, std::size_t i);

// For each message of the burst, whether it corrects what was said before: by its words, or in
// scripts without spaces by what stands in it.
std::vector<bool> correcting_parts(const NormalText& text);

}  // namespace tts
