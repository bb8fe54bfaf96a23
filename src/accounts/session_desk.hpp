#pragma once

#include "accounts/token.hpp"
#include "ports/account_store.hpp"
#include "ports/api_token_store.hpp"
#include "ports/session_store.hpp"

#include <chrono>
#include <string>

namespace tts {

// What a session remembers of where it began.
struct Visit {
    std::string user_agent = {};
    std::string language = {};
};

// Begins, goes on with and ends sessions. Any thread may call it. What it is given outlives it.
class SessionDesk {
public:
    // For how long refresh tokens go on, however often they are used.
    static constexpr std::chrono::hours token_session_life{24 * 30};

    SessionDesk(SessionStore& sessions, AccountStore& accounts, const TokenSigner& signer)
        : sessions_(sessions), accounts_(accounts), signer_(signer) {}

    struct Tokens {
        Account account;
        Uuid session;
        std::string token;
        std::string refresh_token;
    };
    // For programs of people. Errc::denied if all sessions of the account were just ended.
    Result<Tokens> begin(Account account, const Visit& visit, Timestamp at);

    // The next pair. Errc::denied if the refresh token is malformed, forged, over, or was used
    // before: then somebody else has a copy, and the session ends.
    Result<Tokens> refresh(const std::string& refresh_token, Timestamp at);

    struct BrowserLogin {
        Claims claims;
        std::string cookie;  // The value.
    };
    // Errc::denied as for begin().
    Result<BrowserLogin> begin_in_browser(const Account& account, const Visit& visit, Timestamp at);
    Result<BrowserLogin> begin_in_browser(const ApiToken& program,
                                          const Visit& visit,
                                          Timestamp at);

    // That of the refresh token. Errc::denied if it is malformed or forged.
    Result<Uuid> session_of(const std::string& refresh_token) const;

    // By the person. Errc::not_found.
    Result<void> end(const Uuid& session, Timestamp at);

private:
    std::string access_token(const Account& account, const Uuid& session, Timestamp at) const;
    Result<BrowserLogin> add_browser_session(LoginSession session, Claims claims, Timestamp at);
    Error refused_reuse(const LoginSession& session, Timestamp at);

    SessionStore& sessions_;
    AccountStore& accounts_;
    const TokenSigner& signer_;
};

// Whom the tokens of an account speak for.
Identity identity_of(const Account& account);

}  // namespace tts
