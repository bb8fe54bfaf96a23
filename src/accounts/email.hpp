#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>

namespace tts {

constexpr std::size_t email_bytes_max = 254;  // RFC 5321, 4.5.3.1.3.

// The address as we keep and compare it: trimmed and, but for what is not ASCII, in lower case.
// Errc::invalid unless it looks like name@host.tld; only a message to it can tell more.
Result<std::string> parse_email(std::string_view text);

}  // namespace tts
