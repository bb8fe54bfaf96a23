#include "adapters/sqlite/sqlite_discount_store.hpp"

#include "adapters/sql/discounts_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<DiscountStore>> open_sqlite_discount_store(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<DiscountStore>(
        std::make_unique<sql::SqlDiscountStore<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
