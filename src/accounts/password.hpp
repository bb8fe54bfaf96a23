#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>

namespace tts {

constexpr std::size_t password_bytes_min = 8;
constexpr std::size_t password_bytes_max = 1'024;

// Argon2id (RFC 9106) with 19 MiB, two passes and one lane, in its usual text form with a salt of
// its own: about 60 ms of one core, so call it on a bounded pool. Any thread may call it.
// Errc::invalid if the length is outside the limits.
Result<std::string> hash_password(std::string_view password);

// False for a wrong password and for a text that is no hash.
bool verify_password(const std::string& hash, std::string_view password);

// Spends the time that a check takes, for an account that does not exist: an answer must not tell
// which addresses are registered.
void verify_nothing(std::string_view password);

}  // namespace tts
