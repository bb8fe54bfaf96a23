#include "adapters/sqlite/sqlite_audit_log.hpp"

#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<AuditLog>> open_sqlite_audit_log(const std::string& path,
                                                        sql::HashText hash) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<AuditLog>(
        std::make_unique<sql::SqlAuditLog<sqlite::SqlSession>>(hash, std::move(*connection)));
}

}  // namespace tts
