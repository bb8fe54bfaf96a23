#include "adapters/postgres/postgres_ledger_store.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/ledger_sql.hpp"

namespace tts {

std::unique_ptr<LedgerStore> make_postgres_ledger_store(const std::string& url) {
    return std::make_unique<sql::SqlLedgerStore<postgres::SqlSession>>(url);
}

}  // namespace tts
