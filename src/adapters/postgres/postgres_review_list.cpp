#include "adapters/postgres/postgres_review_list.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/review_list_sql.hpp"

namespace tts {

std::unique_ptr<ReviewList> make_postgres_review_list(const std::string& url) {
    return std::make_unique<sql::SqlReviewList<postgres::SqlSession>>(url);
}

}  // namespace tts
