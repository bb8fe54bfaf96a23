#pragma once

#include "adapters/sql/audit_log_sql.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<AuditLog>> open_sqlite_audit_log(const std::string& path,
                                                        sql::HashText hash);

}  // namespace tts
