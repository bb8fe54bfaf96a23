#include "adapters/postgres/postgres_capture_store.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/capture_store_sql.hpp"

namespace tts {

std::unique_ptr<CaptureStore> make_postgres_capture_store(const std::string& url) {
    return std::make_unique<sql::SqlCaptureStore<postgres::SqlSession>>(url);
}

}  // namespace tts
