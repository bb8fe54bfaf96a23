#include "adapters/sqlite/sqlite_password_links.hpp"

#include "adapters/sql/password_links_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<PasswordLinks>> open_sqlite_password_links(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<PasswordLinks>(
        std::make_unique<sql::SqlPasswordLinks<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
