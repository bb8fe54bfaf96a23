#include "adapters/postgres/postgres_discount_store.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/discounts_sql.hpp"

namespace tts {

std::unique_ptr<DiscountStore> make_postgres_discount_store(const std::string& url) {
    return std::make_unique<sql::SqlDiscountStore<postgres::SqlSession>>(url);
}

}  // namespace tts
