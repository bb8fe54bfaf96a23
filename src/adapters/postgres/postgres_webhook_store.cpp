#include "adapters/postgres/postgres_webhook_store.hpp"

#include "adapters/postgres/sql_session.hpp"
#include "adapters/sql/webhooks_sql.hpp"

namespace tts {

std::unique_ptr<WebhookStore> make_postgres_webhook_store(const std::string& url) {
    return std::make_unique<sql::SqlWebhookStore<postgres::SqlSession>>(url);
}

}  // namespace tts
