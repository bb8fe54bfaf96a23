#pragma once

#include "ports/buyer_pages.hpp"
#include "ports/claim_proofs.hpp"

#include <string>
#include <string_view>

namespace tts {

// What opens the pages of buyers. It is made of an id and a key that only the server has
// (HMAC-SHA-256, RFC 2104), so nothing that opens a page is stored, and whichever process writes to
// a buyer can name the same page. Immutable: any thread may use it.
class PageTokens {
public:
    // The key has 32 bytes or more.
    explicit PageTokens(std::string key) : key_(std::move(key)) {}

    // 40 hexadecimal digits: 160 bits.
    std::string token_of(const PersonalPageId& page) const;
    std::string token_of(const ClaimProofId& proof) const;

    // The four digits that prove it in the chat.
    std::string code_of(const ClaimProofId& proof) const;

private:
    std::string token(std::string_view purpose, const std::string& id) const;

    std::string key_;
};

// What is kept of a token.
std::string hash_of_token(std::string_view token);

// False for what cannot be a token, so that it is not looked for.
bool looks_like_token(std::string_view text);

}  // namespace tts
