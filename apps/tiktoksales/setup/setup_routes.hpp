#pragma once

#include "accounts/account_desk.hpp"
#include "apps/tiktoksales/access.hpp"
#include "http/router.hpp"
#include "ports/api_token_store.hpp"

namespace tts {

// What the endpoints of a first start and of programs' tokens work with; it outlives the router.
struct SetupParts {
    ApiTokenStore& tokens;
    AccountDesk& desk;
    const Gate& gate;
};

// Adds how an installation without an administrator gets one, in the page of this very machine:
//   GET /setup     whether it is wanted
//   POST /setup    makes the administrator's token and the first seller's account, once
void add_setup_routes(http::Router& router, const SetupParts& parts);

// Adds the tokens of programs:
//   GET, POST /api_tokens, DELETE /api_tokens/{prefix}
void add_token_routes(http::Router& router, const SetupParts& parts);

}  // namespace tts
