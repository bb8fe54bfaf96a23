#include "apps/tiktoksales/storage.hpp"

#include "accounts/sealed_stores.hpp"
#include "accounts/secrets.hpp"
#include "accounts/signing_key.hpp"
#include "adapters/files/file_object_store.hpp"
#include "adapters/postgres/postgres_account_store.hpp"
#include "adapters/postgres/postgres_api_token_store.hpp"
#include "adapters/postgres/postgres_audit_log.hpp"
#include "adapters/postgres/postgres_buyer_contacts.hpp"
#include "adapters/postgres/postgres_buyer_list.hpp"
#include "adapters/postgres/postgres_buyer_pages.hpp"
#include "adapters/postgres/postgres_capture_store.hpp"
#include "adapters/postgres/postgres_chat_gaps.hpp"
#include "adapters/postgres/postgres_claim_proofs.hpp"
#include "adapters/postgres/postgres_comment_origins.hpp"
#include "adapters/postgres/postgres_delivery_reports.hpp"
#include "adapters/postgres/postgres_discount_store.hpp"
#include "adapters/postgres/postgres_ledger_store.hpp"
#include "adapters/postgres/postgres_live_log.hpp"
#include "adapters/postgres/postgres_member_store.hpp"
#include "adapters/postgres/postgres_message_rules.hpp"
#include "adapters/postgres/postgres_migrator.hpp"
#include "adapters/postgres/postgres_outbox.hpp"
#include "adapters/postgres/postgres_overlay_tokens.hpp"
#include "adapters/postgres/postgres_password_links.hpp"
#include "adapters/postgres/postgres_payment_store.hpp"
#include "adapters/postgres/postgres_privacy_store.hpp"
#include "adapters/postgres/postgres_review_list.hpp"
#include "adapters/postgres/postgres_sales_figures.hpp"
#include "adapters/postgres/postgres_session_store.hpp"
#include "adapters/postgres/postgres_show_board.hpp"
#include "adapters/postgres/postgres_stock_audit.hpp"
#include "adapters/postgres/postgres_store.hpp"
#include "adapters/postgres/postgres_stream_delays.hpp"
#include "adapters/postgres/postgres_variant_store.hpp"
#include "adapters/postgres/postgres_webhook_store.hpp"
#include "adapters/redis/redis_comment_queue.hpp"
#include "adapters/s3/s3_object_store.hpp"
#include "adapters/sqlite/sqlite_account_store.hpp"
#include "adapters/sqlite/sqlite_api_token_store.hpp"
#include "adapters/sqlite/sqlite_audit_log.hpp"
#include "adapters/sqlite/sqlite_buyer_contacts.hpp"
#include "adapters/sqlite/sqlite_buyer_list.hpp"
#include "adapters/sqlite/sqlite_buyer_pages.hpp"
#include "adapters/sqlite/sqlite_capture_store.hpp"
#include "adapters/sqlite/sqlite_chat_gaps.hpp"
#include "adapters/sqlite/sqlite_claim_proofs.hpp"
#include "adapters/sqlite/sqlite_comment_origins.hpp"
#include "adapters/sqlite/sqlite_comment_queue.hpp"
#include "adapters/sqlite/sqlite_delivery_reports.hpp"
#include "adapters/sqlite/sqlite_discount_store.hpp"
#include "adapters/sqlite/sqlite_ledger_store.hpp"
#include "adapters/sqlite/sqlite_live_log.hpp"
#include "adapters/sqlite/sqlite_member_store.hpp"
#include "adapters/sqlite/sqlite_message_rules.hpp"
#include "adapters/sqlite/sqlite_outbox.hpp"
#include "adapters/sqlite/sqlite_overlay_tokens.hpp"
#include "adapters/sqlite/sqlite_password_links.hpp"
#include "adapters/sqlite/sqlite_payment_store.hpp"
#include "adapters/sqlite/sqlite_privacy_store.hpp"
#include "adapters/sqlite/sqlite_review_list.hpp"
#include "adapters/sqlite/sqlite_sales_figures.hpp"
#include "adapters/sqlite/sqlite_session_store.hpp"
#include "adapters/sqlite/sqlite_show_board.hpp"
#include "adapters/sqlite/sqlite_stock_audit.hpp"
#include "adapters/sqlite/sqlite_store.hpp"
#include "adapters/sqlite/sqlite_stream_delays.hpp"
#include "adapters/sqlite/sqlite_variant_store.hpp"
#include "adapters/sqlite/sqlite_webhook_store.hpp"

#include <filesystem>

namespace tts {

namespace {

Result<void> make_data_folder(const StorageSettings& settings) {
    std::error_code error;
    std::filesystem::create_directories(settings.data, error);
    if (error)
        return Error(Errc::unavailable,
                     "cannot make the data folder '" + settings.data + "': " + error.message());
    return {};
}

// The file is of a data folder whose store is there as well: processes that share a database would
// have different ones.
Result<Sealer> sealer_of(const StorageSettings& settings) {
    const std::string path = settings.data_key_path();
    const bool has_file = settings.database_url.empty() && std::filesystem::exists(path);
    if (!settings.data_keys.empty() || !has_file) return Sealer::of(settings.data_keys);
    const auto key = load_or_make_key(path);
    if (!key) return key.error().during("reading the data key");
    return Sealer::of({*key});
}

template <class Store>
Result<std::unique_ptr<Store>> sealed_by(const StorageSettings& settings,
                                         Result<std::unique_ptr<Store>> store) {
    if (!store) return store;
    auto sealer = sealer_of(settings);
    if (!sealer) return sealer.error();
    return sealed(std::move(*store), std::move(*sealer));
}

}  // namespace

Result<std::unique_ptr<CommentQueue>> open_queue(const StorageSettings& settings) {
    if (!settings.redis_url.empty()) {
        const RedisQueueSettings redis{.url = settings.redis_url,
                                       .queue = settings.queue,
                                       .accept_volatile = settings.accept_volatile_redis};
        return open_redis_comment_queue(redis);
    }
    const auto made = make_data_folder(settings);
    if (!made) return made.error();
    return open_sqlite_comment_queue(settings.queue_path(), settings.queue);
}

Result<std::unique_ptr<StoreFactory>> open_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return open_postgres_store(settings.database_url);
    return open_sqlite_store(settings.shop_path());
}

Result<std::unique_ptr<AccountStore>> open_account_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_account_store(settings.database_url);
    return open_sqlite_account_store(settings.shop_path());
}

Result<std::unique_ptr<ApiTokenStore>> open_api_token_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_api_token_store(settings.database_url);
    return open_sqlite_api_token_store(settings.shop_path());
}

Result<std::unique_ptr<CommentOrigins>> open_comment_origins(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_comment_origins(settings.database_url);
    return open_sqlite_comment_origins(settings.shop_path());
}

Result<std::unique_ptr<AuditLog>> open_audit_log(const StorageSettings& settings) {
    if (!settings.database_url.empty())
        return make_postgres_audit_log(settings.database_url, sha256_hex);
    return open_sqlite_audit_log(settings.shop_path(), sha256_hex);
}

Result<std::unique_ptr<BuyerContacts>> open_buyer_contacts(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_buyer_contacts(settings.database_url);
    return open_sqlite_buyer_contacts(settings.shop_path());
}

Result<std::unique_ptr<CaptureStore>> open_capture_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_capture_store(settings.database_url);
    return open_sqlite_capture_store(settings.shop_path());
}

Result<std::unique_ptr<BuyerList>> open_buyer_list(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_buyer_list(settings.database_url);
    return open_sqlite_buyer_list(settings.shop_path());
}

Result<std::unique_ptr<BuyerPages>> open_buyer_pages(const StorageSettings& settings) {
    auto store = settings.database_url.empty() ? open_sqlite_buyer_pages(settings.shop_path())
                                               : make_postgres_buyer_pages(settings.database_url);
    return sealed_by(settings, std::move(store));
}

Result<std::unique_ptr<ClaimProofs>> open_claim_proofs(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_claim_proofs(settings.database_url);
    return open_sqlite_claim_proofs(settings.shop_path());
}

Result<std::unique_ptr<DeliveryReports>> open_delivery_reports(const StorageSettings& settings) {
    if (!settings.database_url.empty())
        return make_postgres_delivery_reports(settings.database_url);
    return open_sqlite_delivery_reports(settings.shop_path());
}

Result<std::unique_ptr<LiveLog>> open_live_log(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_live_log(settings.database_url);
    return open_sqlite_live_log(settings.shop_path());
}

Result<std::unique_ptr<MemberStore>> open_member_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_member_store(settings.database_url);
    return open_sqlite_member_store(settings.shop_path());
}

Result<std::unique_ptr<PasswordLinks>> open_password_links(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_password_links(settings.database_url);
    return open_sqlite_password_links(settings.shop_path());
}

Result<std::unique_ptr<OverlayTokens>> open_overlay_tokens(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_overlay_tokens(settings.database_url);
    return open_sqlite_overlay_tokens(settings.shop_path());
}

Result<std::unique_ptr<MessageRules>> open_message_rules(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_message_rules(settings.database_url);
    return open_sqlite_message_rules(settings.shop_path());
}

Result<std::unique_ptr<Outbox>> open_outbox(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_outbox(settings.database_url);
    return open_sqlite_outbox(settings.shop_path());
}

Result<std::unique_ptr<PaymentStore>> open_payment_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_payment_store(settings.database_url);
    return open_sqlite_payment_store(settings.shop_path());
}

Result<std::unique_ptr<PrivacyStore>> open_privacy_store(const StorageSettings& settings) {
    auto store = settings.database_url.empty() ? open_sqlite_privacy_store(settings.shop_path())
                                               : make_postgres_privacy_store(settings.database_url);
    return sealed_by(settings, std::move(store));
}

Result<std::unique_ptr<ReviewList>> open_review_list(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_review_list(settings.database_url);
    return open_sqlite_review_list(settings.shop_path());
}

Result<std::unique_ptr<SalesFigures>> open_sales_figures(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_sales_figures(settings.database_url);
    return open_sqlite_sales_figures(settings.shop_path());
}

Result<std::unique_ptr<ShowBoard>> open_show_board(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_show_board(settings.database_url);
    return open_sqlite_show_board(settings.shop_path());
}

Result<std::unique_ptr<ChatGaps>> open_chat_gaps(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_chat_gaps(settings.database_url);
    return open_sqlite_chat_gaps(settings.shop_path());
}

Result<std::unique_ptr<StreamDelays>> open_stream_delays(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_stream_delays(settings.database_url);
    return open_sqlite_stream_delays(settings.shop_path());
}

Result<std::unique_ptr<SessionStore>> open_session_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_session_store(settings.database_url);
    return open_sqlite_session_store(settings.shop_path());
}

Result<std::unique_ptr<LedgerStore>> open_ledger_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_ledger_store(settings.database_url);
    return open_sqlite_ledger_store(settings.shop_path());
}

Result<std::unique_ptr<WebhookStore>> open_webhook_store(const StorageSettings& settings) {
    auto store = settings.database_url.empty() ? open_sqlite_webhook_store(settings.shop_path())
                                               : make_postgres_webhook_store(settings.database_url);
    return sealed_by(settings, std::move(store));
}

Result<std::unique_ptr<DiscountStore>> open_discount_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_discount_store(settings.database_url);
    return open_sqlite_discount_store(settings.shop_path());
}

Result<std::unique_ptr<StockAudit>> open_stock_audit(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_stock_audit(settings.database_url);
    return open_sqlite_stock_audit(settings.shop_path());
}

Result<std::unique_ptr<VariantStore>> open_variant_store(const StorageSettings& settings) {
    if (!settings.database_url.empty()) return make_postgres_variant_store(settings.database_url);
    return open_sqlite_variant_store(settings.shop_path());
}

Result<std::unique_ptr<Migrator>> open_migrator(const StorageSettings& settings) {
    if (!settings.database_migrate_url.empty())
        return open_postgres_migrator(settings.database_migrate_url);
    if (!settings.database_url.empty()) return open_postgres_migrator(settings.database_url);
    const auto made = make_data_folder(settings);
    if (!made) return made.error();
    return open_sqlite_migrator(settings.shop_path());
}

std::unique_ptr<ObjectStore> make_object_store(const StorageSettings& settings) {
    const BucketSettings& bucket = settings.bucket;
    if (bucket.endpoint.empty()) return std::make_unique<FileObjectStore>(settings.objects_path());
    S3Settings s3;
    s3.endpoint = bucket.endpoint;
    s3.bucket = bucket.bucket;
    s3.credentials = {
        .access_key = bucket.access_key, .secret_key = bucket.secret_key, .region = bucket.region};
    s3.public_url = bucket.public_url;
    s3.presigned_time = bucket.presign_time;
    return std::make_unique<S3ObjectStore>(std::move(s3));
}

}  // namespace tts
