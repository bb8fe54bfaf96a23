#include "core/json_writer.hpp"

#include "core/text.hpp"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

namespace tts {

namespace {

void append_escaped(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: break;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "\\u00";
    out += digits[byte >> 4];
    out += digits[byte & 0xf];
}

bool needs_escape(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f;
}

// Each byte that is not part of well-formed UTF-8 becomes U+FFFD.
std::string repaired(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t length = 1;
        while (length <= 4 && length <= text.size() && !is_utf8(text.substr(0, length))) ++length;
        const bool good = length <= 4 && length <= text.size();
        out += good ? text.substr(0, length) : std::string_view("\uFFFD");
        text.remove_prefix(good ? length : 1);
    }
    return out;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    if (!is_utf8(text)) return append_json_string(out, repaired(text));
    out += '"';
    std::size_t plain_from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!needs_escape(text[i])) continue;
        out += text.substr(plain_from, i - plain_from);
        append_escaped(out, text[i]);
        plain_from = i + 1;
    }
    out += text.substr(plain_from);
    out += '"';
}

JsonWriter& JsonWriter::object() {
    separate();
    text_ += '{';
    open_ += '}';
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::array() {
    separate();
    text_ += '[';
    open_ += ']';
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::end() {
    assert(!open_.empty());
    text_ += open_.back();
    open_.pop_back();
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    append_json_string(text_, name);
    text_ += ':';
    needs_comma_ = false;
    return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
    separate();
    append_json_string(text_, text);
    needs_comma_ = true;
    return *this;
}

JsonWriter& JsonWriter::value(double number) {
    if (!std::isfinite(number)) return value(nullptr);
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    assert(error == std::errc());
    return raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

JsonWriter& JsonWriter::raw(std::string_view json) {
    separate();
    text_ += json;
    needs_comma_ = true;
    return *this;
}

const std::string& JsonWriter::text() const {
    assert(open_.empty());
    return text_;
}

std::string JsonWriter::take() {
    assert(open_.empty());
    needs_comma_ = false;
    return std::move(text_);
}

void JsonWriter::separate() {
    if (needs_comma_) text_ += ',';
}

}  // namespace tts
