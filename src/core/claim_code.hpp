#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

namespace tts {

constexpr std::size_t claim_code_length_max = 32;

// What the databases say, with Errc::conflict, of a code that is on the shelf already.
constexpr std::string_view claim_code_taken =
    "the claim code belongs to another product or variant that is on the shelf: choose another "
    "code, or archive that one";

// The first of A1, A2, A3... that is not taken. `taken` is in lower case.
inline std::string next_claim_code(std::span<const std::string> taken) {
    for (std::size_t number = 1;; ++number) {
        const std::string digits = std::to_string(number);
        if (std::ranges::find(taken, "a" + digits) == taken.end()) return "A" + digits;
    }
}

}  // namespace tts
