#include "accounts/password.hpp"

#include <argon2.h>
#include <sys/random.h>

#include <array>
#include <stdexcept>

namespace tts {

namespace {

// The first choice of the OWASP password storage guide for Argon2id.
constexpr std::uint32_t passes = 2;
constexpr std::uint32_t memory_kib = 19 * 1024;
constexpr std::uint32_t lanes = 1;
constexpr std::size_t salt_bytes = 16;
constexpr std::size_t hash_bytes = 32;

}  // namespace

Result<std::string> hash_password(std::string_view password) {
    if (password.size() < password_bytes_min || password.size() > password_bytes_max)
        return Error(Errc::invalid, "a password has " + std::to_string(password_bytes_min) +
                                        " to " + std::to_string(password_bytes_max) + " bytes");
    std::array<unsigned char, salt_bytes> salt{};
    if (getrandom(salt.data(), salt.size(), 0) != static_cast<ssize_t>(salt.size()))
        throw std::runtime_error("the kernel gives no random bytes");
    std::string encoded(
        argon2_encodedlen(passes, memory_kib, lanes, salt_bytes, hash_bytes, Argon2_id), '\0');
    const int code =
        argon2id_hash_encoded(passes, memory_kib, lanes, password.data(), password.size(),
                              salt.data(), salt.size(), hash_bytes, encoded.data(), encoded.size());
    if (code != ARGON2_OK)
        return Error(Errc::unavailable,
                     std::string("hashing a password: ") + argon2_error_message(code));
    encoded.resize(encoded.find('\0'));  // The length counts the terminator.
    return encoded;
}

bool verify_password(const std::string& hash, std::string_view password) {
    if (password.size() > password_bytes_max) return false;
    return argon2id_verify(hash.c_str(), password.data(), password.size()) == ARGON2_OK;
}

void verify_nothing(std::string_view password) {
    static const std::string hash = hash_password("not a password").value();
    static_cast<void>(verify_password(hash, password));
}

}  // namespace tts
