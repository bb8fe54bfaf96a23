#include "http/url.hpp"

#include "core/text.hpp"

namespace tts::http {

namespace {

bool has_any_control(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
    return false;
}

// Resolves escapes, but keeps those of the characters in `kept` (written as "%2F").
std::optional<std::string> decode(std::string_view text, std::string_view kept) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        const auto high = hex_value(text[i + 1]);
        const auto low = hex_value(text[i + 2]);
        if (!high || !low) return std::nullopt;
        const char c = static_cast<char>(*high * 16 + *low);
        if (kept.find(c) != std::string_view::npos) {
            decoded += text.substr(i, 3);
        } else {
            decoded += c;
        }
        i += 2;
    }
    if (!is_utf8(decoded)) return std::nullopt;
    return decoded;
}

std::optional<std::string> decode_form(std::string_view text) {
    std::string spaced(text);
    for (char& c : spaced)
        if (c == '+') c = ' ';
    return decode(spaced, {});
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    auto decoded = decode(text, {});
    if (decoded && has_any_control(*decoded)) return std::nullopt;
    return decoded;
}

std::optional<std::string> routable_path(std::string_view path) {
    auto decoded = decode(path, "/%");
    if (decoded && has_any_control(*decoded)) return std::nullopt;
    return decoded;
}

std::optional<Fields> parse_query(std::string_view query) {
    Fields fields;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto part = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (part.empty()) continue;
        const auto equals = std::min(part.find('='), part.size());
        auto name = decode_form(part.substr(0, equals));
        auto value = decode_form(part.substr(std::min(equals + 1, part.size())));
        if (!name || !value) return std::nullopt;
        fields.emplace_back(std::move(*name), std::move(*value));
    }
    return fields;
}

}  // namespace tts::http
