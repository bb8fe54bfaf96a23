#pragma once

#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/background.hpp"
#include "ports/audit_log.hpp"

#include <chrono>
#include <memory>
#include <utility>

namespace tts {

// True for what people change. Comments, what programs ask for, what providers report and what
// buyers do on their own pages is not: orders, payments and their events say that already.
bool is_audited(const AccessRule& rule);

// Writes into the audit log what was asked for by whom, after it was done and before it is
// answered. What cannot be written is in the program's log, as an error. Any thread may call it.
class AuditTrail final : public CallObserver {
public:
    explicit AuditTrail(std::unique_ptr<AuditLog> log) : log_(std::move(log)) {}

    AuditLog& log() { return *log_; }

    // Removes what is older, once an hour. It outlives the thread.
    void start_keeper(Background& background, std::chrono::days kept);

    void saw(const AccessRule& rule,
             const Caller& caller,
             const http::Request& request,
             const Answered& answered) override;

private:
    std::unique_ptr<AuditLog> log_;
};

// The entry for a call.
AuditEntry audit_entry(const AccessRule& rule,
                       const Caller& caller,
                       const http::Request& request,
                       const Answered& answered);

}  // namespace tts
