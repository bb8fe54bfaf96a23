#pragma once

#include <string>
#include <string_view>

namespace tts {

// Writes a text as a part of a URL or a form: every byte but RFC 3986's unreserved characters and
// those of `kept` as %XX, in capitals.
inline std::string percent_encoded(std::string_view text, std::string_view kept = {}) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view marks = "-_.~";
    std::string encoded;
    for (const char letter : text) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') ||
                           marks.find(letter) != std::string_view::npos ||
                           kept.find(letter) != std::string_view::npos;
        if (plain) {
            encoded += letter;
            continue;
        }
        const auto byte = static_cast<unsigned char>(letter);
        encoded += '%';
        encoded += digits[byte >> 4U];
        encoded += digits[byte & 15U];
    }
    return encoded;
}

}  // namespace tts
