#pragma once

#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/accounts/account_parts.hpp"
#include "http/router.hpp"
#include "ports/audit_log.hpp"

namespace tts {

// What the endpoints of members and passwords work with; all of it outlives the router.
struct AccountRouteParts {
    AccountParts& accounts;
    const Gate& gate;
    AuditLog& audit;
};

// Adds all of this but the pages, who is logged in (session_routes.hpp), who did what
// (audit_routes.hpp), and what is kept on buyers (privacy_routes.hpp).
void add_account_routes(http::Router& router, const AccountRouteParts& parts);

// Adds who helps a streamer:
//   POST, GET /streamers/{streamer}/members, DELETE /streamers/{streamer}/members/{id}
void add_member_routes(http::Router& router, const AccountRouteParts& parts);

// Adds how a password is chosen, as JSON or as the forms of the pages:
//   POST /password              asks for a link
//   POST /password/{token}      chooses one
void add_password_routes(http::Router& router, const AccountRouteParts& parts);

// Adds the pages for it, which work without a script:
//   GET /password, /password/{token}
void add_password_pages(http::Router& router, const AccountRouteParts& parts);

}  // namespace tts
