#pragma once

#include "adapters/sql/audit_log_sql.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<AuditLog> make_postgres_audit_log(const std::string& url, sql::HashText hash);

}  // namespace tts
