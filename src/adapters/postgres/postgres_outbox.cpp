#include "adapters/postgres/postgres_outbox.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/outbox_sql.hpp"

namespace tts {

std::unique_ptr<Outbox> make_postgres_outbox(const std::string& url) {
    return std::make_unique<sql::SqlOutbox<postgres::SqlSession>>(url);
}

}  // namespace tts
