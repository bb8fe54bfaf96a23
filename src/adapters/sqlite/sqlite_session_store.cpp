#include "adapters/sqlite/sqlite_session_store.hpp"

#include "adapters/sql/sessions_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<SessionStore>> open_sqlite_session_store(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<SessionStore>(
        std::make_unique<sql::SqlSessionStore<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
