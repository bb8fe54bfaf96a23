#include "adapters/sqlite/sqlite_buyer_contacts.hpp"

#include "adapters/sql/buyer_contacts_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<BuyerContacts>> open_sqlite_buyer_contacts(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<BuyerContacts>(
        std::make_unique<sql::SqlBuyerContacts<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
