#include "buyer_page/html.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

// Marks that turn text around, isolate it or have no width, in UTF-8: U+200B to U+200F, U+202A to
// U+202E, U+2060 to U+2069 and U+FEFF.
bool is_invisible(std::string_view mark) {
    if (mark == "\xEF\xBB\xBF") return true;
    if (mark.size() < 3 || mark[0] != '\xE2') return false;
    const auto middle = static_cast<unsigned char>(mark[1]);
    const auto last = static_cast<unsigned char>(mark[2]);
    if (middle == 0x80) return (last >= 0x8B && last <= 0x8F) || (last >= 0xAA && last <= 0xAE);
    return middle == 0x81 && last >= 0xA0 && last <= 0xA9;
}

std::string_view escaped(char letter) {
    switch (letter) {
        case '&': return "&amp;";
        case '<': return "&lt;";
        case '>': return "&gt;";
        case '"': return "&quot;";
        case '\'': return "&#39;";
        default: return {};
    }
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto escape = escaped(text[i]);
        const auto byte = static_cast<unsigned char>(text[i]);
        if (!escape.empty()) {
            safe += escape;
        } else if (byte < 0x20 || byte == 0x7F) {
            safe += ' ';
        } else if (byte == 0xC2 && i + 1 < text.size() &&
                   static_cast<unsigned char>(text[i + 1]) < 0xA0) {
            ++i;  // A control character of Latin-1.
        } else if (is_invisible(text.substr(i, 3))) {
            i += 2;
        } else {
            safe += text[i];
        }
    }
    return safe;
}

Html& Html::element(std::string_view tag, std::string_view css_class, std::string_view words) {
    page_.append("<").append(tag);
    if (!css_class.empty()) page_.append(" class=\"").append(css_class).append("\"");
    page_.append(">").append(html_text(words)).append("</").append(tag).append(">");
    return *this;
}

}  // namespace tts
