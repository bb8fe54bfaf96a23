#pragma once

#include <string>
#include <string_view>

// What tokens are made of. All of it by the kernel and OpenSSL, which end the program when they
// cannot.

namespace tts {

std::string random_bytes(std::size_t count);
std::string hex(std::string_view bytes);  // In lower case.
std::string sha256_hex(std::string_view text);
std::string hmac_sha256(std::string_view key, std::string_view text);  // 32 bytes.

// In a time that does not tell where they differ.
bool is_same_secret(std::string_view a, std::string_view b);

}  // namespace tts
