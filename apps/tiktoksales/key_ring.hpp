#pragma once

#include "accounts/api_tokens.hpp"
#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/accounts/audit_trail.hpp"
#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "ports/api_token_store.hpp"
#include "ports/session_store.hpp"

#include <chrono>
#include <memory>

namespace tts {

// The tokens of programs and the sessions that were ended, as this process knows them, and where it
// writes down what people do. It outlives the gate.
class KeyRing {
public:
    // Reads the tokens. Errc::invalid, saying what to do, if others can reach this server and a
    // token is missing that it cannot be run without.
    static Result<std::unique_ptr<KeyRing>> open(const ServeSettings& settings);

    const ApiTokens& tokens() const { return tokens_; }
    const EndedSessions& ended() const { return ended_; }
    AuditTrail* trail() const { return trail_.get(); }  // Null: this process needs no database.

    // Reads them again twice a second, so that a token that was just made or revoked counts, and a
    // session that was ended does not. Once an hour, removes what is too old of what people did.
    void start_refreshing(Background& background);

private:
    std::unique_ptr<ApiTokenStore> store_;    // None: this process needs no database.
    std::unique_ptr<SessionStore> sessions_;  // Likewise.
    std::unique_ptr<AuditTrail> trail_;       // Likewise.
    std::chrono::days audit_kept_{0};
    ApiTokens tokens_;
    EndedSessions ended_;

    Result<void> refresh();
};

// True if this process must check tokens, so that it needs the database that has them.
bool needs_tokens(const ServeSettings& settings);

GateSettings gate_settings(const ServeSettings& settings);

}  // namespace tts
