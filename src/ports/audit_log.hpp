#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tts {

// Who did what, on what, when. All texts may be empty.
struct AuditEntry {
    std::int64_t number = 0;  // In the order in which they were written; append() gives it.
    Timestamp at = {};
    std::string streamer = {};    // Whose things it was about.
    std::string actor_kind = {};  // "streamer", "admin", "anyone"...
    std::string actor = {};       // The account's id, or the prefix of a program's token.
    std::string actor_name = {};  // An e-mail address of who tried to log in, a token's name...
    std::string session = {};
    std::string address = {};   // Where the request came from.
    std::string action = {};    // "PATCH /orders/{order_number}".
    std::string object = {};    // "/orders/ORD-...".
    int status = 0;             // Of the answer; 0: of a command.
    std::string detail = "{}";  // JSON: what was asked for, without secrets and personal data.

    friend bool operator==(const AuditEntry&, const AuditEntry&) = default;
};

struct AuditFilter {
    std::string streamer = {};                // Empty: of all.
    std::string action = {};                  // The beginning of it; empty: all.
    std::optional<std::int64_t> before = {};  // Only what has a lower number.
    std::size_t limit = 50;
};

// What a look at the whole chain says.
struct AuditChain {
    std::int64_t entries = 0;
    std::vector<std::int64_t> broken = {};  // Numbers of what was changed, or follows a gap.
};

// The log of what people did. Entries are only ever added; each carries a hash over itself and the
// hash of the one before it, so that a change is seen. The database refuses to change one, and to
// remove one that is younger than retention_min. Every adapter passes
// tests/contract/audit_log_contract.hpp. Any thread may call it; calls take turns. Errors of every
// function: Errc::unavailable if the database cannot be used right now.
class AuditLog {
public:
    static constexpr std::chrono::days retention_min{30};

    virtual ~AuditLog() = default;

    virtual Result<void> append(const AuditEntry& entry) = 0;

    // Newest first.
    virtual Result<std::vector<AuditEntry>> page(const AuditFilter& filter) = 0;

    virtual Result<AuditChain> check() = 0;

    // How many were older, which are gone now. Errc::conflict if `before` is too recent.
    virtual Result<std::int64_t> remove_before(Timestamp before) = 0;
};

}  // namespace tts
