#include "adapters/postgres/postgres_message_rules.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/message_rules_sql.hpp"

namespace tts {

std::unique_ptr<MessageRules> make_postgres_message_rules(const std::string& url) {
    return std::make_unique<sql::SqlMessageRules<postgres::SqlSession>>(url);
}

}  // namespace tts
