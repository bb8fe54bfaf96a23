#include "adapters/sqlite/sqlite_stream_delays.hpp"

#include "adapters/sql/stream_delays_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<StreamDelays>> open_sqlite_stream_delays(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<StreamDelays>(
        std::make_unique<sql::SqlStreamDelays<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
