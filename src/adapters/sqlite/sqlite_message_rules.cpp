#include "adapters/sqlite/sqlite_message_rules.hpp"

#include "adapters/sql/message_rules_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<MessageRules>> open_sqlite_message_rules(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<MessageRules>(
        std::make_unique<sql::SqlMessageRules<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
