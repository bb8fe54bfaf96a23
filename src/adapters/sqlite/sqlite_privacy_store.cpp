#include "adapters/sqlite/sqlite_privacy_store.hpp"

#include "adapters/sql/privacy_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<PrivacyStore>> open_sqlite_privacy_store(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<PrivacyStore>(
        std::make_unique<sql::SqlPrivacyStore<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
