#include "adapters/postgres/postgres_stream_delays.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/stream_delays_sql.hpp"

namespace tts {

std::unique_ptr<StreamDelays> make_postgres_stream_delays(const std::string& url) {
    return std::make_unique<sql::SqlStreamDelays<postgres::SqlSession>>(url);
}

}  // namespace tts
