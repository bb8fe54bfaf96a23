#include "adapters/postgres/postgres_password_links.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/password_links_sql.hpp"

namespace tts {

std::unique_ptr<PasswordLinks> make_postgres_password_links(const std::string& url) {
    return std::make_unique<sql::SqlPasswordLinks<postgres::SqlSession>>(url);
}

}  // namespace tts
