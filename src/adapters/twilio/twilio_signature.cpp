#include "adapters/twilio/twilio_signature.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace tts {

std::string twilio_signature(const std::string& auth_token,
                             std::string_view url,
                             std::vector<std::pair<std::string, std::string>> form) {
    std::stable_sort(form.begin(), form.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string text(url);
    for (const auto& [name, value] : form) text += name + value;
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    const auto* const made = HMAC(
        EVP_sha1(), auth_token.data(), static_cast<int>(auth_token.size()),
        reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &length);
    if (made == nullptr) throw std::runtime_error("OpenSSL computes no HMAC-SHA-1");
    std::array<unsigned char, 64> encoded{};  // Of 20 bytes: 28 and a NUL.
    const int size = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(length));
    return {encoded.begin(), encoded.begin() + size};
}

bool is_same_signature(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace tts
