#include "adapters/sqlite/sqlite_review_list.hpp"

#include "adapters/sql/review_list_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<ReviewList>> open_sqlite_review_list(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<ReviewList>(
        std::make_unique<sql::SqlReviewList<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
