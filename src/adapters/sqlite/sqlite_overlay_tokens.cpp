#include "adapters/sqlite/sqlite_overlay_tokens.hpp"

#include "adapters/sql/overlay_tokens_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<OverlayTokens>> open_sqlite_overlay_tokens(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<OverlayTokens>(
        std::make_unique<sql::SqlOverlayTokens<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
