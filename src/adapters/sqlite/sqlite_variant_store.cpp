#include "adapters/sqlite/sqlite_variant_store.hpp"

#include "adapters/sql/variants_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<VariantStore>> open_sqlite_variant_store(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<VariantStore>(
        std::make_unique<sql::SqlVariantStore<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
