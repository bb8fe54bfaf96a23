#include "adapters/sqlite/sqlite_buyer_pages.hpp"

#include "adapters/sql/buyer_pages_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<BuyerPages>> open_sqlite_buyer_pages(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<BuyerPages>(
        std::make_unique<sql::SqlBuyerPages<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
