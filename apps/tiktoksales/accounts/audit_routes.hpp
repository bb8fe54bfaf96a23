#pragma once

#include "http/router.hpp"
#include "ports/audit_log.hpp"

namespace tts {

// Adds who did what:
//   GET /audit?streamer=&action=&cursor=&limit=     newest first
// The log outlives the router.
void add_audit_routes(http::Router& router, AuditLog& log);

}  // namespace tts
