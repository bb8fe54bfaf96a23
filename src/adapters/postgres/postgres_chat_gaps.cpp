#include "adapters/postgres/postgres_chat_gaps.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/chat_gaps_sql.hpp"

namespace tts {

std::unique_ptr<ChatGaps> make_postgres_chat_gaps(const std::string& url) {
    return std::make_unique<sql::SqlChatGaps<postgres::SqlSession>>(url);
}

}  // namespace tts
