#pragma once

#include "core/account.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tts {

// How somebody is logged in.
enum class SessionKind {
    token,    // Short tokens, and a refresh token that gets the next one.
    browser,  // A cookie.
};

constexpr std::string_view to_string(SessionKind kind) {
    return kind == SessionKind::token ? "token" : "browser";
}

constexpr std::optional<SessionKind> parse_session_kind(std::string_view text) {
    if (text == "token") return SessionKind::token;
    if (text == "browser") return SessionKind::browser;
    return std::nullopt;
}

// An account, wherever it is kept.
struct AccountRef {
    AccountRole role = AccountRole::client;
    Uuid id;

    friend bool operator==(const AccountRef&, const AccountRef&) = default;
};

// A login, from its beginning to its end.
struct LoginSession {
    Uuid id = {};
    SessionKind kind = SessionKind::token;
    std::optional<AccountRef> account = {};  // Nothing: of a program.
    std::string program = {};                // The prefix of its token.
    std::int64_t token_version = 0;          // The account's when it began.
    std::string refresh_sha256 = {};         // Of the refresh token that comes next.
    std::string user_agent = {};             // What the client called itself.
    std::string language = {};
    Timestamp created_at = {};
    Timestamp last_used_at = {};
    Timestamp expires_at = {};
    std::optional<Timestamp> revoked_at = {};
    std::string revoked_for = {};  // "logout", "reuse", "password", "removed".

    friend bool operator==(const LoginSession&, const LoginSession&) = default;
};

struct RefreshStep {
    std::string from_sha256;
    std::string to_sha256;
    Timestamp at;
};

struct Ending {
    Timestamp at;
    std::string reason;
};

// Which session ended, and when.
struct EndedSession {
    Uuid id;
    Timestamp at;

    friend bool operator==(const EndedSession&, const EndedSession&) = default;
};

// Who is logged in. Every adapter passes tests/contract/session_store_contract.hpp. Any thread may
// call it; calls take turns. Errors of every function: Errc::unavailable if the database cannot be
// used right now, Errc::corrupt if what is stored cannot be understood.
class SessionStore {
public:
    virtual ~SessionStore() = default;

    // Errc::denied if the account's token version is another one by now: somebody ended all of its
    // sessions while this one began.
    virtual Result<void> add(const LoginSession& session) = 0;

    virtual Result<LoginSession> find(const Uuid& id) = 0;  // Errc::not_found.

    // Goes on to the next refresh token. Errc::conflict if `from_sha256` is not the one that comes
    // next: it was used before. Errc::denied if the session is over. Errc::not_found.
    virtual Result<LoginSession> advance(const Uuid& id, const RefreshStep& step) = 0;

    // Those of an account that are not over, newest first.
    virtual Result<std::vector<LoginSession>> active(const AccountRef& account, Timestamp at) = 0;

    // From then on it is over; one that is over stays so since then. Errc::not_found.
    virtual Result<void> end(const Uuid& id, const Ending& ending) = 0;

    // All of an account, also those that begin at this moment: raises its token version.
    // Errc::not_found if there is no such account.
    virtual Result<void> end_all(const AccountRef& account, const Ending& ending) = 0;

    // Sessions that were ended since then, in no order.
    virtual Result<std::vector<EndedSession>> ended_since(Timestamp since) = 0;
};

}  // namespace tts
