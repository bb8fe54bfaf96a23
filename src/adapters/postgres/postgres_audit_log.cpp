#include "adapters/postgres/postgres_audit_log.hpp"

#include "adapters/postgres/sql_session.hpp"

namespace tts {

std::unique_ptr<AuditLog> make_postgres_audit_log(const std::string& url, sql::HashText hash) {
    return std::make_unique<sql::SqlAuditLog<postgres::SqlSession>>(hash, url);
}

}  // namespace tts
