#pragma once

#include "accounts/account_desk.hpp"
#include "accounts/session_desk.hpp"
#include "apps/tiktoksales/access.hpp"
#include "http/router.hpp"
#include "ports/account_store.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// What the endpoints of the role auth work with; all of it outlives the router.
struct AuthParts {
    AccountDesk& desk;
    SessionDesk& sessions;
    AccountStore& accounts;
    StorePool& stores;
    const Gate& gate;
};

// Adds the endpoints of the role auth, but for its health:
//   POST /clients/register, /streamers/register, /login
//   POST /purchase                                        a client's order, at our price
//   POST /streamers/go_live, /streamers/go_offline, GET /streamers/live_status
void add_auth_routes(http::Router& router, const AuthParts& parts);

}  // namespace tts
