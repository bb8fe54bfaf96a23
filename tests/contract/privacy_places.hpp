#pragma once

// Every place in the databases where somebody could be named, judged: what tells who a buyer is, is
// exported and erased; the rest stands here. A migration that adds a table or a column of text
// fails the tests until somebody has judged it.

#include "adapters/sql/privacy_tables.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tts::test {

// Of things, of sellers, of programs, of the server: nothing in them is about a buyer.
inline constexpr auto tables_without_buyers = std::to_array<std::string_view>({
    "api_tokens",         "chat_gaps",           "chat_watch",
    "claim_codes",        "discount_codes",      "ledger_entries",
    "live_events",        "message_quiet_hours", "message_templates",
    "nlp_intents",        "overlay_tokens",      "product_images",
    "product_matches",    "product_variants",    "products",
    "schema_migrations",  "shard_fences",        "show_rules",
    "stock_ledger",       "stream_captures",     "stream_lags",
    "streamer_frames",    "streamer_pins",       "streamers",
    "webhook_deliveries", "webhook_endpoints",   "chat_message_order_mapping",
    "comment_origins",    "buyer_intents",
});

// Who did what is kept for a year whatever is erased: of buyers it has the e-mail address with
// which somebody tried to log in, and nothing else. See docs/security.md.
inline constexpr std::array<std::string_view, 1> tables_kept_apart = {"audit_log"};

// In tables about buyers: ids, names of streamers, kinds and states, of which each is one of a few,
// and what things are called.
inline constexpr auto columns_without_buyers = std::to_array<std::string_view>({
    "blocked_buyers.streamer",
    "buyer_contacts.streamer",
    "buyer_pages.streamer",
    "chat_messages.streamer",
    "claim_proofs.streamer",
    "intent_feedback.streamer",
    "members.streamer",
    "orders.streamer",
    "waitlist.streamer",
    "payment_notifications.streamer",
    // Of a comment: what the platform calls it, so that it stays a repeat; what was understood.
    "chat_messages.source_message_id",
    "chat_messages.comment_source",
    "chat_messages.nlp_intent",
    "chat_messages.scores",
    "chat_messages.language",
    "chat_messages.items",
    "chat_messages.claim_code",
    "chat_messages.claim_variant",
    "chat_messages.model_version",
    "chat_messages.decision",
    "chat_messages.reason",
    "chat_messages.match_source",
    "chat_messages.match_frame",
    "intent_feedback.language",
    "intent_feedback.label",
    "waitlist.variant",
    "waitlist.source",
    "waitlist.language",
    // Of an order: what was sold, for how much, how it ended.
    "orders.order_number",
    "orders.source",
    "orders.status",
    "orders.payment_method",
    "orders.payment_id",
    "orders.idempotency_key",
    "orders.product_name",
    "orders.product_sku",
    "orders.variant",
    "orders.currency",
    "orders.stock_state",
    "orders.end_reason",
    "orders.language",
    "orders.carrier",
    "orders.lines",
    "orders.discount_code",
    "order_events.kind",
    // Of money: what the books and the provider's statements are held against.
    "payments.provider",
    "payments.provider_id",
    "payments.reference",
    "payments.flow",
    "payments.status",
    "payments.currency",
    "payments.idempotency_key",
    "payment_refunds.status",
    "payment_refunds.provider_id",
    "payment_refunds.idempotency_key",
    "payment_events.provider",
    "payment_events.id",
    "payment_events.kind",
    "payment_events.outcome",
    // Of messages.
    "payment_notifications.notification_type",
    "payment_notifications.message_kind",
    "payment_notifications.language",
    "payment_notifications.delivery_state",
    "payment_notifications.reach",
    // Of accounts, which nobody can open any more.
    "members.password_hash",
    "password_links.purpose",
    "password_links.role",
    "password_links.language",
    "sessions.kind",
    "sessions.role",
    "sessions.program",
    "sessions.refresh_sha256",
    "sessions.language",
});

// The name that was asked for; hashes and links that open something; what says only how far the
// program got.
inline constexpr auto erased_and_of_no_use = std::to_array<std::string_view>({
    "blocked_buyers.buyer",
    "buyer_pages.buyer",
    "orders.buyer",
    "waitlist.buyer",
    "buyer_pages.token_sha256",
    "claim_proofs.token_sha256",
    "clients.password_hash",
    "clients.token_version",
    "payments.pay_url",
    "payment_events.body",
    "payment_notifications.message_sid",
    "orders.message_sid",
    "password_links.mail_status",
    "password_links.mail_error",
    "sessions.revoked_for",
    "chat_messages.updated_at",
    "clients.updated_at",
    "waitlist.updated_at",
});

inline std::string place_of(std::string_view table, std::string_view column) {
    return std::string(table) + "." + std::string(column);
}

inline std::set<std::string> erased_places() {
    std::set<std::string> places;
    for (const auto* steps : {&sql::erasing_steps(), &sql::account_steps()})
        for (const auto& step : *steps)
            for (const auto column : step.columns) places.insert(place_of(step.table, column));
    for (const auto& [table, column] : sql::columns_erased_by_row())
        places.insert(place_of(table, column));
    return places;
}

inline std::set<std::string> judged_places() {
    auto places = erased_places();
    places.insert(columns_without_buyers.begin(), columns_without_buyers.end());
    return places;
}

inline bool is_judged_table(std::string_view table) {
    const auto is_in = [table](const auto& tables) {
        return std::find(tables.begin(), tables.end(), table) != tables.end();
    };
    return is_in(tables_without_buyers) || is_in(tables_kept_apart);
}

inline bool has_judged_column(std::string_view table) {
    const auto places = judged_places();
    const auto beginning = place_of(table, "");
    const auto found = places.lower_bound(beginning);
    return found != places.end() && found->starts_with(beginning);
}

// Of rows of a table and a column, which may be empty: for all of them.
inline std::vector<std::string> not_judged(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::string> missing;
    const auto places = judged_places();
    for (const auto& row : rows) {
        if (is_judged_table(row[0])) continue;
        const auto place = place_of(row[0], row[1]);
        const bool is_known = row[1].empty() ? has_judged_column(row[0]) : places.contains(place);
        if (!is_known) missing.push_back(place);
    }
    return missing;
}

// What is listed above and not in the database, if that tells columns; tables otherwise.
inline std::vector<std::string> not_there(const std::vector<std::vector<std::string>>& rows) {
    std::set<std::string> tables;
    std::set<std::string> places;
    for (const auto& row : rows) {
        tables.insert(row[0]);
        if (!row[1].empty()) places.insert(place_of(row[0], row[1]));
    }
    std::vector<std::string> stale;
    for (const auto place : columns_without_buyers) {
        const std::string table(place.substr(0, place.find('.')));
        const bool is_there =
            places.empty() ? tables.contains(table) : places.contains(std::string(place));
        if (!is_there) stale.emplace_back(place);
        if (erased_places().contains(std::string(place))) stale.emplace_back(place);
    }
    return stale;
}

inline std::vector<std::string> erased_and_not_exported() {
    std::set<std::string> exported(erased_and_of_no_use.begin(), erased_and_of_no_use.end());
    for (const auto& kept : sql::kept_rows())
        for (const auto& column : kept.columns) exported.insert(place_of(kept.table, column.name));
    std::vector<std::string> missing;
    for (const auto& place : erased_places())
        if (!exported.contains(place)) missing.push_back(place);
    return missing;
}

}  // namespace tts::test
