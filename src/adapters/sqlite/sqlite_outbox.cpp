#include "adapters/sqlite/sqlite_outbox.hpp"

#include "adapters/sql/outbox_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<Outbox>> open_sqlite_outbox(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<Outbox>(
        std::make_unique<sql::SqlOutbox<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
