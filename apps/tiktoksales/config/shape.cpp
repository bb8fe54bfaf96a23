#include "apps/tiktoksales/config/shape.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace tts::config {

namespace {

constexpr std::string_view letters_and_digits =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

struct Url {
    std::string_view scheme;
    std::string_view authority;  // Without the credentials.
    std::string_view rest;       // The path and what follows.
};

std::optional<Url> split_url(std::string_view text) {
    const auto scheme_end = text.find("://");
    if (scheme_end == std::string_view::npos) return std::nullopt;
    Url url{.scheme = text.substr(0, scheme_end), .authority = {}, .rest = {}};
    const auto after = text.substr(scheme_end + 3);
    const auto authority_end = std::min(after.find_first_of("/?#"), after.size());
    url.authority = after.substr(0, authority_end);
    url.rest = after.substr(authority_end);
    // The last '@' counts: a password may hold others.
    const auto at = url.authority.rfind('@');
    if (at != std::string_view::npos) url.authority.remove_prefix(at + 1);
    return url;
}

bool has_blanks(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == '\x7f'; });
}

bool is_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port > 0;
}

// "host", "host:80", "[::1]:80".
bool is_host_and_port(std::string_view text) {
    if (text.empty()) return false;
    const auto bracket = text.find(']');
    if (text.front() == '[' && bracket == std::string_view::npos) return false;
    const auto colon = text.find(':', text.front() == '[' ? bracket : 0);
    if (colon == 0) return false;
    return colon == std::string_view::npos || is_port(text.substr(colon + 1));
}

enum class Hosts {
    one,
    several,          // With commas between.
    several_or_none,  // PostgreSQL's, which its library reads.
};

bool is_authority(std::string_view text, Hosts hosts) {
    if (text.empty()) return hosts == Hosts::several_or_none;
    if (hosts == Hosts::one) return is_host_and_port(text);
    if (hosts == Hosts::several_or_none && text.find(',') != std::string_view::npos) return true;
    for (;;) {
        const auto comma = text.find(',');
        if (!is_host_and_port(text.substr(0, comma))) return false;
        if (comma == std::string_view::npos) return true;
        text.remove_prefix(comma + 1);
    }
}

Hosts hosts_of(std::string_view scheme) {
    if (scheme.starts_with("postgres")) return Hosts::several_or_none;
    return scheme == "redis" ? Hosts::several : Hosts::one;
}

std::string scheme_list(const Rule& rule) {
    std::string text;
    for (const auto scheme : rule.schemes)
        text += (text.empty() ? "" : " or ") + std::string(scheme) + "://";
    return text;
}

std::optional<std::string> url_fault(const Rule& rule, std::string_view text) {
    const auto url = split_url(text);
    const auto& schemes = rule.schemes;
    if (!url || std::find(schemes.begin(), schemes.end(), url->scheme) == schemes.end())
        return "a URL that begins with " + scheme_list(rule);
    if (has_blanks(text) || !is_authority(url->authority, hosts_of(url->scheme)))
        return "a URL with a host, and perhaps a port from 1 to 65535, after " + scheme_list(rule);
    return std::nullopt;
}

std::optional<std::string> origin_fault(std::string_view text) {
    const auto url = split_url(text);
    const bool fits = url && (url->scheme == "https" || url->scheme == "http") &&
                      !has_blanks(text) && is_authority(url->authority, Hosts::one) &&
                      url->rest.empty() && text.find('@') == std::string_view::npos;
    if (fits) return std::nullopt;
    return "like https://shop.example or http://127.0.0.1:8080, with nothing behind the host and "
           "port";
}

std::optional<std::string> template_fault(const Rule& rule, std::string_view text) {
    if (auto fault = url_fault(rule, text)) return fault;
    // Whose frame it is must not decide which server is asked.
    const auto authority = split_url(text)->authority;
    if (text.find("{streamer}") == std::string_view::npos ||
        authority.find('{') != std::string_view::npos)
        return "a URL with {streamer} in its path or query";
    return std::nullopt;
}

bool is_address(std::string_view text) {
    const std::string address(text);
    std::array<unsigned char, sizeof(in6_addr)> bytes{};
    return inet_pton(AF_INET, address.c_str(), bytes.data()) == 1 ||
           inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1;
}

bool is_host(std::string_view text) {
    if (text.front() == '[' && text.back() == ']')
        return is_address(text.substr(1, text.size() - 2));
    return text.find_first_not_of(std::string(letters_and_digits) + ".-_") ==
               std::string_view::npos &&
           text.front() != '.';
}

// E.164.
bool is_phone(std::string_view text) {
    const auto digits = text.substr(1);
    return text.front() == '+' && digits.size() >= 10 && digits.size() <= 15 &&
           digits.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<std::string> unless(bool fits, const char* what) {
    return fits ? std::nullopt : std::optional<std::string>(what);
}

}  // namespace

std::optional<std::string> shape_fault(const Rule& rule, std::string_view text) {
    switch (rule.shape) {
        case Shape::any: break;
        case Shape::url: return url_fault(rule, text);
        case Shape::url_template: return template_fault(rule, text);
        case Shape::origin: return origin_fault(text);
        case Shape::address: return unless(is_address(text), "an IP address");
        case Shape::host: return unless(is_host(text), "the name of a host, without a port");
        case Shape::phone:
            return unless(is_phone(text), "a number with + and 10 to 15 digits, as +34600123456");
    }
    return std::nullopt;
}

}  // namespace tts::config
