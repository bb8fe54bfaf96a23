#pragma once

#include "http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tts {

// The value of one cookie (RFC 6265).
std::optional<std::string_view> cookie_of(const http::Request& request, std::string_view name);

// The cookie that a browser is logged in with (RFC 6265): scripts cannot read it, and pages of
// other sites do not make the browser send it. Over TLS its name begins with "__Host-", which no
// other host can set.
std::optional<std::string_view> session_cookie_of(const http::Request& request);

// Set-Cookie, until the browser is closed or the token in it is over. An empty value takes it back.
std::string set_session_cookie(std::string_view value, bool is_over_tls);

}  // namespace tts
