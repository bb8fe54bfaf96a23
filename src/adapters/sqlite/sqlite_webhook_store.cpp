#include "adapters/sqlite/sqlite_webhook_store.hpp"

#include "adapters/sql/webhooks_sql.hpp"
#include "adapters/sqlite/sql_session.hpp"

namespace tts {

Result<std::unique_ptr<WebhookStore>> open_sqlite_webhook_store(const std::string& path) {
    auto connection = sqlite::SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<WebhookStore>(
        std::make_unique<sql::SqlWebhookStore<sqlite::SqlSession>>(std::move(*connection)));
}

}  // namespace tts
