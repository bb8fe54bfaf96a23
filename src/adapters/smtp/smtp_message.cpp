#include "adapters/smtp/smtp_message.hpp"

#include "core/text.hpp"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace tts {

namespace {

constexpr std::size_t address_bytes_max = 254;  // RFC 5321, 4.5.3.1.3.
constexpr std::size_t subject_bytes_max = 60;
constexpr std::size_t line_bytes = 76;  // Of base64: RFC 2045, 6.8.

std::string base64(std::string_view text) {
    std::string coded(4 * ((text.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(coded.data()),
                                     reinterpret_cast<const unsigned char*>(text.data()),
                                     static_cast<int>(text.size()));
    coded.resize(static_cast<std::size_t>(size));
    return coded;
}

// An encoded word of RFC 2047; whole code points only, because a reader decodes each by itself.
std::string encoded_word(std::string_view text) {
    std::size_t size = std::min(text.size(), subject_bytes_max / 4 * 3);
    while (size > 0 && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U)
        --size;
    return "=?UTF-8?B?" + base64(text.substr(0, size)) + "?=";
}

std::string header_form(const Mailbox& mailbox) {
    if (mailbox.name.empty()) return mailbox.address;
    return encoded_word(mailbox.name) + " <" + mailbox.address + ">";
}

// "Mon, 23 Nov 2026 07:30:00 +0000".
std::string mail_date(Timestamp time) {
    const std::time_t seconds = static_cast<std::time_t>(to_unix_ms(time) / 1'000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::array<char, 32> rest{};
    std::strftime(rest.data(), rest.size(), " %Y %H:%M:%S +0000", &parts);
    return std::string(days.at(static_cast<std::size_t>(parts.tm_wday))) + ", " +
           std::to_string(parts.tm_mday) + " " + months.at(static_cast<std::size_t>(parts.tm_mon)) +
           rest.data();
}

std::string in_lines(const std::string& coded) {
    std::string lines;
    for (std::size_t at = 0; at < coded.size(); at += line_bytes)
        lines += coded.substr(at, line_bytes) + "\r\n";
    return lines;
}

bool is_address(std::string_view text) {
    const auto at = text.rfind('@');
    const bool parts = at != std::string_view::npos && at > 0 && at + 1 < text.size();
    const bool clean = std::all_of(text.begin(), text.end(), [](char letter) {
        return letter > ' ' && letter != '<' && letter != '>' && letter != ',' && letter != 127;
    });
    return parts && clean && text.size() <= address_bytes_max;
}

}  // namespace

Result<Mailbox> parse_mailbox(std::string_view text) {
    text = trimmed(text);
    Mailbox mailbox{.name = {}, .address = std::string(text)};
    if (text.ends_with('>')) {
        const auto open = text.rfind('<');
        if (open == std::string_view::npos) return Error(Errc::invalid, "an address without '<'");
        mailbox.name = trimmed(text.substr(0, open));
        mailbox.address = text.substr(open + 1, text.size() - open - 2);
    }
    if (!is_address(mailbox.address))
        return Error(Errc::invalid, "'" + mailbox.address + "' is no e-mail address");
    return mailbox;
}

std::string message_id(const Notification& notification, const Mailbox& from) {
    const auto domain = from.address.substr(from.address.rfind('@') + 1);
    return "<" + notification.id.to_string() + "@" + domain + ">";
}

std::string mail_text(const Notification& notification, const Mailbox& from, const Mailbox& to) {
    const auto first_line = notification.text.substr(0, notification.text.find('\n'));
    return "Date: " + mail_date(notification.created_at) + "\r\n" + "From: " + header_form(from) +
           "\r\n" + "To: " + header_form(to) + "\r\n" + "Subject: " + encoded_word(first_line) +
           "\r\n" + "Message-ID: " + message_id(notification, from) + "\r\n" +
           "Auto-Submitted: auto-generated\r\n"
           "MIME-Version: 1.0\r\n"
           "Content-Type: text/plain; charset=utf-8\r\n"
           "Content-Transfer-Encoding: base64\r\n\r\n" +
           in_lines(base64(notification.text));
}

}  // namespace tts
