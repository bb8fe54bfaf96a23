#include "apps/tiktoksales/session_cookie.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace tts {

namespace {

constexpr std::string_view plain_name = "tts_session";
constexpr std::string_view tls_name = "__Host-tts_session";

}  // namespace

std::optional<std::string_view> cookie_of(const http::Request& request, std::string_view name) {
    auto cookies = request.header("cookie").value_or("");
    while (!cookies.empty()) {
        const auto end = std::min(cookies.find(';'), cookies.size());
        const auto pair = trimmed(cookies.substr(0, end));
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == name)
            return pair.substr(equals + 1);
        cookies.remove_prefix(std::min(end + 1, cookies.size()));
    }
    return std::nullopt;
}

std::optional<std::string_view> session_cookie_of(const http::Request& request) {
    const auto by_tls = cookie_of(request, tls_name);
    return by_tls ? by_tls : cookie_of(request, plain_name);
}

std::string set_session_cookie(std::string_view value, bool is_over_tls) {
    std::string cookie(is_over_tls ? tls_name : plain_name);
    cookie += "=" + std::string(value) + "; Path=/; HttpOnly; SameSite=Strict";
    if (is_over_tls) cookie += "; Secure";
    if (value.empty()) cookie += "; Max-Age=0";
    return cookie;
}

}  // namespace tts
