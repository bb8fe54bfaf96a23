#include "adapters/postgres/sql_array.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace tts::postgres {

void append_element(std::string& literal, std::string_view text) {
    literal += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') literal += '\\';
        literal += c;
    }
    literal += '"';
}

void append_element(std::string& literal, double number) {
    if (std::isnan(number)) {
        literal += "NaN";
        return;
    }
    if (std::isinf(number)) {
        literal += number < 0 ? "-Infinity" : "Infinity";
        return;
    }
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    literal.append(digits.data(), end);
}

}  // namespace tts::postgres
