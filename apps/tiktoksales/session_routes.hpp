#pragma once

#include "accounts/account_desk.hpp"
#include "accounts/session_desk.hpp"
#include "apps/tiktoksales/access.hpp"
#include "http/router.hpp"
#include "ports/session_store.hpp"

namespace tts {

// What the endpoints of logins work with; all of it outlives the router.
struct SessionParts {
    AccountDesk& desk;
    SessionDesk& sessions;
    SessionStore& store;
    const Gate& gate;
};

// Adds, for a page of this server:
//   POST, GET, DELETE /session          log in with a cookie, who is logged in, log out
// and for every account:
//   GET, DELETE /sessions, DELETE /sessions/{id}   where it is logged in, and an end to that
void add_session_routes(http::Router& router, const SessionParts& parts);

// What a session remembers of the request that began it.
Visit visit_of(const http::Request& request);

// The answer with a token in it, which nobody on the way may keep.
http::Response not_to_be_kept(http::Response response);

// 429 with Retry-After.
http::Response too_many_logins(std::chrono::seconds wait);

// As answer_for(), but who may not come in is not known: 401.
http::Response answer_for_login(const Error& error);

}  // namespace tts
