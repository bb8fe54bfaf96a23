#pragma once

#include "core/account.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace tts {

// Whom a token speaks for.
struct Identity {
    Uuid account;
    AccountRole role = AccountRole::client;
    // Whose things are theirs: a streamer's username, also of an assistant's streamer; a client's
    // e-mail address.
    std::string name;

    friend bool operator==(const Identity&, const Identity&) = default;
};

// What a token is good for; shown in another place, it is none.
enum class TokenUse {
    access,   // In the header Authorization, for a quarter of an hour.
    browser,  // In the cookie of a browser, for half a day.
    ticket,   // In a URL, once, for half a minute.
};

constexpr std::string_view to_string(TokenUse use) {
    if (use == TokenUse::access) return "access";
    return use == TokenUse::browser ? "browser" : "ticket";
}

constexpr std::chrono::seconds life_of(TokenUse use) {
    if (use == TokenUse::access) return std::chrono::minutes(15);
    return use == TokenUse::browser ? std::chrono::seconds(std::chrono::hours(12))
                                    : std::chrono::seconds(30);
}

// What a token says. It speaks for an account or for a program.
struct Claims {
    TokenUse use = TokenUse::access;
    std::optional<Identity> account = {};
    std::string program = {};   // The prefix of the program's own token.
    Uuid session = {};          // Nil: of none; it cannot be ended before its time.
    std::string language = {};  // That of the person; may be empty.
    Uuid id = {};               // Of the token; sign() makes it, likewise below.
    Timestamp expires_at = {};

    friend bool operator==(const Claims&, const Claims&) = default;
};

// Signs and checks JSON Web Tokens (RFC 7519) with HMAC-SHA-256 and nothing else: a token that
// names another algorithm, or none, or another key is refused before its signature is looked at.
// Immutable: any thread may use it.
class TokenSigner {
public:
    static constexpr std::size_t secret_bytes_min = 32;
    static constexpr std::chrono::seconds leeway{30};  // For clocks that differ a little.

    // Errc::invalid if the secret is too short to be one.
    static Result<TokenSigner> make(std::string secret);

    // Valid from now for life_of(claims.use).
    std::string sign(const Claims& claims, Timestamp now) const;

    // Errc::denied if the token is malformed, forged, expired, not valid yet, or meant for another
    // use.
    Result<Claims> verify(std::string_view token, TokenUse use, Timestamp now) const;

    // Tokens that are kept as their hash, so that they must be known as ours without a look at what
    // is stored: "ttr_..." of the subject, random bytes and a signature for the purpose.
    std::string make_opaque(std::string_view purpose, const Uuid& subject) const;
    // The subject. Errc::denied if it is malformed or forged.
    Result<Uuid> subject_of_opaque(std::string_view purpose, std::string_view token) const;

    // Always the same token for the same subject: for what is sent by a process that was not there
    // when it was asked for.
    std::string opaque_for(std::string_view purpose, const Uuid& subject) const;

private:
    explicit TokenSigner(std::string secret);

    std::string signature_of(std::string_view text) const;
    std::string opaque(std::string_view purpose, const Uuid& subject, std::string_view salt) const;

    std::string secret_;
    std::string key_id_;
};

}  // namespace tts
