#include "adapters/redis/redis_names.hpp"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace tts::redis_names {

namespace {

std::string sha256_hex(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1)
        throw std::runtime_error("SHA-256 is not available");
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 0xf];
    }
    return hex;
}

}  // namespace

std::string seen(std::string_view source, std::string_view message_id) {
    // Platforms' ids have some 20 characters; whoever sends longer ones cannot fill our memory.
    constexpr std::size_t plain_bytes_max = 200;
    std::string name = "chat:seen:";
    for (const char c : source) {
        // A ':' of the source must not look like the one in front of the message id.
        if (c == ':') {
            name += "%3A";
        } else if (c == '%') {
            name += "%25";
        } else {
            name += c;
        }
    }
    name += ':';
    name += message_id;
    if (name.size() <= plain_bytes_max) return name;
    return "chat:seen:sha256:" + sha256_hex(name);
}

}  // namespace tts::redis_names
