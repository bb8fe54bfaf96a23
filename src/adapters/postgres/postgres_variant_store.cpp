#include "adapters/postgres/postgres_variant_store.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/variants_sql.hpp"

namespace tts {

std::unique_ptr<VariantStore> make_postgres_variant_store(const std::string& url) {
    return std::make_unique<sql::SqlVariantStore<postgres::SqlSession>>(url);
}

}  // namespace tts
