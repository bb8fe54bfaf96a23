#pragma once

#include "http/json_body.hpp"

#include <string>

// How bodies name whom to write to. What is wrong is refused in the body.

namespace tts {

// E.164: 10 to 15 digits, perhaps after a '+'; spaces, dots, hyphens and brackets between them are
// left out. "+34600123456".
std::string read_phone(http::JsonBody& body, std::string_view name);

// In lower case.
std::string read_email(http::JsonBody& body, std::string_view name);

}  // namespace tts
