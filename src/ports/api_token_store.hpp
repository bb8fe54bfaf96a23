#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// What the token of a program is good for.
enum class TokenScope {
    ingest,   // Bringing comments, of some streamers or of all.
    service,  // What other parts of the shop do: ask for intents and products, place orders.
    admin,
};

constexpr std::string_view to_string(TokenScope scope) {
    if (scope == TokenScope::ingest) return "ingest";
    return scope == TokenScope::service ? "service" : "admin";
}

constexpr std::optional<TokenScope> parse_token_scope(std::string_view text) {
    for (const auto scope : {TokenScope::ingest, TokenScope::service, TokenScope::admin})
        if (to_string(scope) == text) return scope;
    return std::nullopt;
}

// A token without the token: who has it is known by its hash.
struct ApiToken {
    std::string prefix;  // Its beginning, by which it is found; no secret.
    std::string sha256;  // Of the whole token, in hexadecimal digits.
    TokenScope scope = TokenScope::ingest;
    std::string name = {};                    // What it was made for: "obs".
    std::vector<std::string> streamers = {};  // Of scope ingest: for whom. Empty: for all.
    std::optional<Timestamp> expires_at = {};
    std::optional<Timestamp> revoked_at = {};
    std::optional<Timestamp> last_used_at = {};

    friend bool operator==(const ApiToken&, const ApiToken&) = default;
};

// The tokens of programs. Every adapter passes tests/contract/api_token_store_contract.hpp. Any
// thread may call it; calls take turns. Errors of every function: Errc::unavailable if the database
// cannot be used right now, Errc::corrupt if what is stored cannot be understood.
class ApiTokenStore {
public:
    virtual ~ApiTokenStore() = default;

    virtual Result<void> add(const ApiToken& token) = 0;  // Errc::conflict if the prefix is taken.

    // All of them, also those that are revoked or expired, by their prefixes.
    virtual Result<std::vector<ApiToken>> all() = 0;

    // From then on it is not valid; one that is revoked already stays so since then.
    // Errc::not_found.
    virtual Result<void> revoke(const std::string& prefix, Timestamp at) = 0;

    // Errc::not_found. A time that is older than the one that is stored changes nothing.
    virtual Result<void> note_use(const std::string& prefix, Timestamp at) = 0;
};

}  // namespace tts
