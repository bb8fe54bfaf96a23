#include "core/links.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

// The usual ends of addresses that are written without "https://". "S.A." and "12.50" are none.
constexpr std::array<std::string_view, 40> domain_ends = {
    "com", "net",  "org",  "shop", "store", "io",   "co",  "me",     "ly",   "link",
    "gg",  "app",  "xyz",  "info", "site",  "tv",   "cc",  "online", "page", "bio",
    "es",  "mx",   "ar",   "cl",   "pe",    "us",   "uk",  "de",     "fr",   "it",
    "br",  "live", "club", "biz",  "eu",    "tech", "dev", "to",     "gl",   "ee"};

bool is_of_host(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || letter == '-' ||
           letter == '.';
}

// "shop.example.com/x?y", in lower case.
bool is_domain(std::string_view word) {
    const auto host = word.substr(0, word.find_first_of("/?#:"));
    const auto dot = host.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return false;
    return std::ranges::all_of(host, is_of_host) &&
           std::ranges::find(domain_ends, host.substr(dot + 1)) != domain_ends.end();
}

bool is_link(std::string_view word) {
    constexpr std::string_view marks = "()[]{}<>\"'.,;:!¡?¿";
    const auto begin = word.find_first_not_of(marks);
    if (begin == std::string_view::npos) return false;
    const auto end = word.find_last_not_of(marks);
    const auto lower = ascii_lower(std::string(word.substr(begin, end - begin + 1)));
    if (lower.find("://") != std::string::npos || lower.starts_with("www.") ||
        lower.starts_with("mailto:"))
        return true;
    const auto at = lower.rfind('@');
    return is_domain(std::string_view(lower).substr(at == std::string::npos ? 0 : at + 1));
}

}  // namespace

std::string without_links(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    std::string kept;
    while (!text.empty()) {
        const auto size = std::min(text.find_first_of(spaces), text.size());
        const auto word = text.substr(0, size);
        kept += is_link(word) ? std::string_view("…") : word;
        const auto next = std::min(text.find_first_not_of(spaces, size), text.size());
        kept += text.substr(size, next - size);
        text.remove_prefix(next);
    }
    return kept;
}

}  // namespace tts
