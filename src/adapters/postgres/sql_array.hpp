#pragma once

#include "core/money.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <concepts>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// Array literals, which carry the columns of a whole batch as one parameter each:
// {"a","say \"hi\"",NULL}. An element is its value as PostgreSQL writes it.

namespace tts::postgres {

// Any text is safe, except that no text in PostgreSQL can hold a NUL byte: the connection refuses
// such a parameter.
void append_element(std::string& literal, std::string_view text);
void append_element(std::string& literal, double number);  // Every digit survives.
inline void append_element(std::string& literal, const std::string& text) {
    append_element(literal, std::string_view(text));
}
inline void append_element(std::string& literal, std::same_as<bool> auto flag) {
    literal += flag ? 't' : 'f';
}
inline void append_element(std::string& literal, std::signed_integral auto number) {
    literal += std::to_string(number);
}
inline void append_element(std::string& literal, const Uuid& id) {
    literal += id.to_string();
}
inline void append_element(std::string& literal, Money amount) {
    literal += amount.to_string();
}
inline void append_element(std::string& literal, Percentage share) {
    literal += share.to_string();
}
inline void append_element(std::string& literal, Timestamp time) {
    append_element(literal, std::string_view(to_iso8601(time)));
}
template <class Tag>
void append_element(std::string& literal, const Id<Tag>& id) {
    append_element(literal, id.value);
}
template <class T>
void append_element(std::string& literal, const std::optional<T>& maybe) {
    if (maybe)
        append_element(literal, *maybe);
    else
        literal += "NULL";
}

// One column of the rows: what `column`, a member or a function of the row, gives for each.
template <class Row, class Column>
std::string array_of(std::span<const Row> rows, Column column) {
    std::string literal = "{";
    for (const Row& row : rows) {
        if (literal.size() > 1) literal += ',';
        append_element(literal, std::invoke(column, row));
    }
    literal += '}';
    return literal;
}

// Empty texts and nil ids are NULL in the columns where they mean that there is nothing.
inline std::optional<std::string_view> unless_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return text;
}
inline std::optional<Money> unless_nothing(Money amount) {
    if (amount == Money()) return std::nullopt;
    return amount;
}
template <class Tag>
std::optional<Uuid> unless_nil(const Id<Tag>& id) {
    if (id.is_nil()) return std::nullopt;
    return id.value;
}

}  // namespace tts::postgres
