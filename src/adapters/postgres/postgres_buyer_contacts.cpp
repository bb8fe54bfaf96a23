#include "adapters/postgres/postgres_buyer_contacts.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/buyer_contacts_sql.hpp"

namespace tts {

std::unique_ptr<BuyerContacts> make_postgres_buyer_contacts(const std::string& url) {
    return std::make_unique<sql::SqlBuyerContacts<postgres::SqlSession>>(url);
}

}  // namespace tts
