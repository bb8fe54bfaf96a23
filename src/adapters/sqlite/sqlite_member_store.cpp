#include "adapters/sqlite/sqlite_member_store.hpp"

#include "adapters/sql/members_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<MemberStore>> open_sqlite_member_store(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<MemberStore>(
        std::make_unique<sql::SqlMemberStore<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
