#include "accounts/email.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace tts {

namespace {

constexpr std::size_t name_bytes_max = 64;   // RFC 5321, 4.5.3.1.1.
constexpr std::size_t label_bytes_max = 63;  // RFC 1035, 2.3.4.
constexpr std::string_view letters_and_digits = "abcdefghijklmnopqrstuvwxyz0123456789";

bool is_not_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}

bool consists_of(std::string_view text, std::string_view punctuation) {
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return letters_and_digits.find(c) != std::string_view::npos ||
               punctuation.find(c) != std::string_view::npos || is_not_ascii(c);
    });
}

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= name_bytes_max &&
           consists_of(name, ".!#$%&'*+/=?^_`{|}~-") && name.front() != '.' && name.back() != '.' &&
           name.find("..") == std::string_view::npos;
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= label_bytes_max && consists_of(label, "-") &&
           label.front() != '-' && label.back() != '-';
}

// Two labels or more.
bool is_host(std::string_view host) {
    int labels = 0;
    while (true) {
        const auto dot = std::min(host.find('.'), host.size());
        if (!is_label(host.substr(0, dot))) return false;
        ++labels;
        if (dot == host.size()) return labels > 1;
        host.remove_prefix(dot + 1);
    }
}

}  // namespace

Result<std::string> parse_email(std::string_view text) {
    auto email = ascii_lower(trimmed(text));
    const auto at = email.find('@');
    const bool well_formed = email.size() <= email_bytes_max && is_utf8(email) &&
                             at != std::string::npos &&
                             is_name(std::string_view(email).substr(0, at)) &&
                             is_host(std::string_view(email).substr(at + 1));
    if (!well_formed) return Error(Errc::invalid, "must be an e-mail address");
    return email;
}

}  // namespace tts
