#include "adapters/sqlite/sqlite_stock_audit.hpp"

#include "adapters/sql/stock_audit_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<StockAudit>> open_sqlite_stock_audit(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<StockAudit>(
        std::make_unique<sql::SqlStockAudit<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
