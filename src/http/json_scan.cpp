#include "http/json_scan.hpp"

#include <algorithm>

namespace tts::http {

namespace {

constexpr std::string_view json_space = " \t\r\n";

std::string_view without_space(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(json_space), text.size()));
    return text;
}

// The length of the string at the front, quotes included.
std::size_t string_length(std::string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            return i + 1;
        }
    }
    return text.size();
}

// The length of the object or array at the front, brackets included.
std::size_t container_length(std::string_view text) {
    std::size_t depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            i += string_length(text.substr(i)) - 1;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return i + 1;
        }
    }
    return text.size();
}

std::size_t value_length(std::string_view text) {
    if (text.empty()) return 0;
    if (text.front() == '"') return string_length(text);
    if (text.front() == '{' || text.front() == '[') return container_length(text);
    return std::min(text.find_first_of(" \t\r\n,]}"), text.size());
}

// Takes the value at the front, and the space around it.
std::string_view take_value(std::string_view& text) {
    text = without_space(text);
    const auto value = text.substr(0, value_length(text));
    text = without_space(text.substr(value.size()));
    return value;
}

bool take(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text = without_space(text.substr(1));
    return true;
}

}  // namespace

std::string_view member_text(std::string_view object, std::size_t index) {
    auto rest = without_space(object);
    if (!take(rest, '{')) return {};
    while (rest.starts_with('"')) {
        rest = without_space(rest.substr(string_length(rest)));
        if (!take(rest, ':')) return {};
        const auto value = take_value(rest);
        if (index-- == 0) return value;
        if (!take(rest, ',')) return {};
    }
    return {};
}

std::optional<std::vector<std::string_view>> element_texts(std::string_view array) {
    std::vector<std::string_view> elements;
    auto rest = without_space(array);
    if (!take(rest, '[')) return std::nullopt;
    bool is_closed = take(rest, ']');
    while (!is_closed) {
        const auto value = take_value(rest);
        if (value.empty()) return std::nullopt;
        elements.push_back(value);
        is_closed = take(rest, ']');
        if (!is_closed && !take(rest, ',')) return std::nullopt;
    }
    if (!rest.empty()) return std::nullopt;
    return elements;
}

}  // namespace tts::http
