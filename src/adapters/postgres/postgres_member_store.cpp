#include "adapters/postgres/postgres_member_store.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/members_sql.hpp"

namespace tts {

std::unique_ptr<MemberStore> make_postgres_member_store(const std::string& url) {
    return std::make_unique<sql::SqlMemberStore<postgres::SqlSession>>(url);
}

}  // namespace tts
