#include "adapters/sqlite/sqlite_ledger_store.hpp"

#include "adapters/sql/ledger_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<LedgerStore>> open_sqlite_ledger_store(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<LedgerStore>(
        std::make_unique<sql::SqlLedgerStore<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
