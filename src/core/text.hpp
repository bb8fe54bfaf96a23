#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tts {

// True if the bytes are well-formed UTF-8 (no overlong forms, no surrogates, up to U+10FFFF).
bool is_utf8(std::string_view text);

// How many code points a well-formed UTF-8 text has.
std::size_t code_points(std::string_view text);

// The text without the white space around it: ASCII white space and U+00A0, U+3000, U+200B, U+FEFF.
std::string_view trimmed(std::string_view text);

// True for C0 control characters other than tab, line feed and carriage return, and for DEL.
bool has_control_characters(std::string_view text);

// ASCII letters in lower case, everything else unchanged.
std::string ascii_lower(std::string_view text);

// RFC 4648 base32 without padding, in upper case: digits and letters that survive being read aloud.
std::string base32(std::string_view bytes);

// RFC 4648 base64 for URLs, without padding.
std::string base64url(std::string_view bytes);

// Nothing if the text is not what base64url() writes.
std::optional<std::string> from_base64url(std::string_view text);

// The value of one hexadecimal digit, or nothing.
std::optional<int> hex_value(char digit);

}  // namespace tts
