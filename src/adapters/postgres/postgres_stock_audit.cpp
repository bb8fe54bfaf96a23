#include "adapters/postgres/postgres_stock_audit.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/stock_audit_sql.hpp"

namespace tts {

std::unique_ptr<StockAudit> make_postgres_stock_audit(const std::string& url) {
    return std::make_unique<sql::SqlStockAudit<postgres::SqlSession>>(url);
}

}  // namespace tts
