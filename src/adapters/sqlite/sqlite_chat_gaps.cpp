#include "adapters/sqlite/sqlite_chat_gaps.hpp"

#include "adapters/sql/chat_gaps_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<ChatGaps>> open_sqlite_chat_gaps(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<ChatGaps>(
        std::make_unique<sql::SqlChatGaps<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
