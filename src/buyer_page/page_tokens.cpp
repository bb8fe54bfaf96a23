#include "buyer_page/page_tokens.hpp"

#include "accounts/secrets.hpp"

#include <algorithm>
#include <cstdint>

namespace tts {

namespace {

constexpr std::size_t token_digits = 40;
constexpr std::uint32_t codes = 10'000;

}  // namespace

std::string PageTokens::token(std::string_view purpose, const std::string& id) const {
    return sha256_hex(hmac_sha256(key_, std::string(purpose) + " " + id)).substr(0, token_digits);
}

std::string PageTokens::token_of(const PersonalPageId& page) const {
    return token("page", page.to_string());
}

std::string PageTokens::token_of(const ClaimProofId& proof) const {
    return token("proof", proof.to_string());
}

std::string PageTokens::code_of(const ClaimProofId& proof) const {
    std::uint32_t number = 0;
    for (const char byte : hmac_sha256(key_, "code " + proof.to_string()).substr(0, 4))
        number = number << 8U | static_cast<unsigned char>(byte);
    // With as many zeros before it as there are digits.
    return std::to_string(codes + number % codes).substr(1);
}

std::string hash_of_token(std::string_view token) {
    return sha256_hex(token);
}

bool looks_like_token(std::string_view text) {
    return text.size() == token_digits && std::ranges::all_of(text, [](char letter) {
               return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
           });
}

}  // namespace tts
