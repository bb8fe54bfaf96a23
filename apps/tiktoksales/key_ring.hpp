#pragma once

#include "accounts/api_tokens.hpp"
#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "ports/api_token_store.hpp"

#include <memory>

namespace tts {

// The tokens of programs, as this process knows them. It outlives the gate.
class KeyRing {
public:
    // Reads the tokens. Errc::invalid, saying what to do, if others can reach this server and a
    // token is missing that it cannot be run without.
    static Result<std::unique_ptr<KeyRing>> open(const ServeSettings& settings);

    const ApiTokens& tokens() const { return tokens_; }

    // Reads them again every two seconds, so that a token that was just made or revoked counts.
    void start_refreshing(Background& background);

private:
    std::unique_ptr<ApiTokenStore> store_;  // None: this process needs no database.
    ApiTokens tokens_;
};

// True if this process must check tokens, so that it needs the database that has them.
bool needs_tokens(const ServeSettings& settings);

GateSettings gate_settings(const ServeSettings& settings);

}  // namespace tts
