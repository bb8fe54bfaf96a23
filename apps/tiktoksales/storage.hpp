#pragma once

#include "apps/tiktoksales/settings.hpp"
#include "core/result.hpp"
#include "ports/account_store.hpp"
#include "ports/api_token_store.hpp"
#include "ports/audit_log.hpp"
#include "ports/buyer_contacts.hpp"
#include "ports/buyer_list.hpp"
#include "ports/buyer_pages.hpp"
#include "ports/capture_store.hpp"
#include "ports/chat_gaps.hpp"
#include "ports/claim_proofs.hpp"
#include "ports/comment_origins.hpp"
#include "ports/comment_queue.hpp"
#include "ports/delivery_reports.hpp"
#include "ports/discount_store.hpp"
#include "ports/ledger_store.hpp"
#include "ports/live_log.hpp"
#include "ports/member_store.hpp"
#include "ports/message_rules.hpp"
#include "ports/object_store.hpp"
#include "ports/outbox.hpp"
#include "ports/overlay_tokens.hpp"
#include "ports/password_links.hpp"
#include "ports/payment_store.hpp"
#include "ports/privacy_store.hpp"
#include "ports/review_list.hpp"
#include "ports/sales_figures.hpp"
#include "ports/session_store.hpp"
#include "ports/show_board.hpp"
#include "ports/stock_audit.hpp"
#include "ports/store.hpp"
#include "ports/stream_delays.hpp"
#include "ports/variant_store.hpp"
#include "ports/webhook_store.hpp"

#include <memory>

namespace tts {

// Opens what the settings name: the servers if their URLs are set, the files below the data folder
// otherwise. Errors say what to do.

Result<std::unique_ptr<CommentQueue>> open_queue(const StorageSettings& settings);
Result<std::unique_ptr<StoreFactory>> open_store(const StorageSettings& settings);
Result<std::unique_ptr<AccountStore>> open_account_store(const StorageSettings& settings);
Result<std::unique_ptr<ApiTokenStore>> open_api_token_store(const StorageSettings& settings);
Result<std::unique_ptr<AuditLog>> open_audit_log(const StorageSettings& settings);
Result<std::unique_ptr<BuyerContacts>> open_buyer_contacts(const StorageSettings& settings);
Result<std::unique_ptr<CaptureStore>> open_capture_store(const StorageSettings& settings);
Result<std::unique_ptr<BuyerList>> open_buyer_list(const StorageSettings& settings);
Result<std::unique_ptr<BuyerPages>> open_buyer_pages(const StorageSettings& settings);
Result<std::unique_ptr<ClaimProofs>> open_claim_proofs(const StorageSettings& settings);
Result<std::unique_ptr<CommentOrigins>> open_comment_origins(const StorageSettings& settings);
Result<std::unique_ptr<DeliveryReports>> open_delivery_reports(const StorageSettings& settings);
Result<std::unique_ptr<LiveLog>> open_live_log(const StorageSettings& settings);
Result<std::unique_ptr<MemberStore>> open_member_store(const StorageSettings& settings);
Result<std::unique_ptr<MessageRules>> open_message_rules(const StorageSettings& settings);
Result<std::unique_ptr<Outbox>> open_outbox(const StorageSettings& settings);
Result<std::unique_ptr<OverlayTokens>> open_overlay_tokens(const StorageSettings& settings);
Result<std::unique_ptr<PasswordLinks>> open_password_links(const StorageSettings& settings);
Result<std::unique_ptr<PaymentStore>> open_payment_store(const StorageSettings& settings);
Result<std::unique_ptr<PrivacyStore>> open_privacy_store(const StorageSettings& settings);
Result<std::unique_ptr<ReviewList>> open_review_list(const StorageSettings& settings);
Result<std::unique_ptr<SalesFigures>> open_sales_figures(const StorageSettings& settings);
Result<std::unique_ptr<ShowBoard>> open_show_board(const StorageSettings& settings);
Result<std::unique_ptr<ChatGaps>> open_chat_gaps(const StorageSettings& settings);
Result<std::unique_ptr<StreamDelays>> open_stream_delays(const StorageSettings& settings);
Result<std::unique_ptr<SessionStore>> open_session_store(const StorageSettings& settings);
Result<std::unique_ptr<LedgerStore>> open_ledger_store(const StorageSettings& settings);
Result<std::unique_ptr<WebhookStore>> open_webhook_store(const StorageSettings& settings);
Result<std::unique_ptr<DiscountStore>> open_discount_store(const StorageSettings& settings);
Result<std::unique_ptr<StockAudit>> open_stock_audit(const StorageSettings& settings);
Result<std::unique_ptr<VariantStore>> open_variant_store(const StorageSettings& settings);
Result<std::unique_ptr<Migrator>> open_migrator(const StorageSettings& settings);

// The pictures: the bucket if one is set, the data folder otherwise. Nothing is reached yet.
std::unique_ptr<ObjectStore> make_object_store(const StorageSettings& settings);

}  // namespace tts
