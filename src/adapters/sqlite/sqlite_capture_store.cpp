#include "adapters/sqlite/sqlite_capture_store.hpp"

#include "adapters/sql/capture_store_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<CaptureStore>> open_sqlite_capture_store(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<CaptureStore>(
        std::make_unique<sql::SqlCaptureStore<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
