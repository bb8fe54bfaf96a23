#include "adapters/postgres/postgres_buyer_pages.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/buyer_pages_sql.hpp"

namespace tts {

std::unique_ptr<BuyerPages> make_postgres_buyer_pages(const std::string& url) {
    return std::make_unique<sql::SqlBuyerPages<postgres::SqlSession>>(url);
}

}  // namespace tts
