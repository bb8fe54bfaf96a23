#include "adapters/postgres/postgres_privacy_store.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/privacy_sql.hpp"

namespace tts {

std::unique_ptr<PrivacyStore> make_postgres_privacy_store(const std::string& url) {
    return std::make_unique<sql::SqlPrivacyStore<postgres::SqlSession>>(url);
}

}  // namespace tts
