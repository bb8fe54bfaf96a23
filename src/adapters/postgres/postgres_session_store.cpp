#include "adapters/postgres/postgres_session_store.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/sessions_sql.hpp"

namespace tts {

std::unique_ptr<SessionStore> make_postgres_session_store(const std::string& url) {
    return std::make_unique<sql::SqlSessionStore<postgres::SqlSession>>(url);
}

}  // namespace tts
