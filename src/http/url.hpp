#pragma once

#include "http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace tts::http {

// The text with its %XX escapes resolved. Nothing if an escape is broken, or if the result is not
// UTF-8 or holds a control character: no name of ours has one, and they confuse logs.
std::optional<std::string> percent_decoded(std::string_view text);

// As percent_decoded(), but an escaped '/' or '%' stays escaped, so that the path can still be cut
// into segments; decode each segment again after that.
std::optional<std::string> routable_path(std::string_view path);

// "a=1&b=two+words", decoded. Nothing if a name or value does not decode.
std::optional<Fields> parse_query(std::string_view query);

}  // namespace tts::http
