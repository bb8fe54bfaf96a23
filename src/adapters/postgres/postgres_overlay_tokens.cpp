#include "adapters/postgres/postgres_overlay_tokens.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/overlay_tokens_sql.hpp"

namespace tts {

std::unique_ptr<OverlayTokens> make_postgres_overlay_tokens(const std::string& url) {
    return std::make_unique<sql::SqlOverlayTokens<postgres::SqlSession>>(url);
}

}  // namespace tts
