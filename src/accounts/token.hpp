#pragma once

#include "core/account.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace tts {

// Whom a token speaks for.
struct Identity {
    Uuid account;
    AccountRole role = AccountRole::client;
    std::string name;  // A streamer's username, a client's e-mail address: unique in its role.

    friend bool operator==(const Identity&, const Identity&) = default;
};

// Signs and checks JSON Web Tokens (RFC 7519) with HMAC-SHA-256 and nothing else: a token that
// names another algorithm, or none, is refused before its signature is looked at. Immutable: any
// thread may use it.
class TokenSigner {
public:
    static constexpr std::size_t secret_bytes_min = 32;
    static constexpr std::chrono::hours life{12};
    static constexpr std::chrono::seconds leeway{30};  // For clocks that differ a little.

    // Errc::invalid if the secret is too short to be one.
    static Result<TokenSigner> make(std::string secret);

    std::string sign(const Identity& identity, Timestamp now) const;

    // Errc::denied if the token is malformed, forged, expired or not valid yet.
    Result<Identity> verify(std::string_view token, Timestamp now) const;

private:
    explicit TokenSigner(std::string secret) : secret_(std::move(secret)) {}

    std::string signature_of(std::string_view text) const;

    std::string secret_;
};

}  // namespace tts
