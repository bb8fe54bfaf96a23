#include "adapters/sql/privacy_tables.hpp"

#include <initializer_list>

namespace tts::sql {

namespace {

// "@own" is the streamer's rows, "@orders" the buyer's orders, "@comments" the buyer's comments.
std::string expanded(std::string text) {
    const auto replace = [&text](std::string_view name, const std::string& with) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at))
            text.replace(at, name.size(), with);
    };
    replace("@orders", "(SELECT id FROM orders WHERE @own AND buyer = $2::text)");
    replace("@comments", "(SELECT id FROM chat_messages WHERE @own AND client = $2::text)");
    replace("@own", "(streamer = $1::text OR $1::text = '')");
    return text;
}

KeptRows kept(std::string_view table, std::vector<KeptColumn> columns, const std::string& which) {
    std::string kinds;
    std::string list;
    for (const auto& [name, is_time] : columns) {
        const std::string column = "\"" + std::string(name) + "\"";
        list += is_time ? ", time(" + column + ")" : ", CAST(" + column + " AS text)";
        kinds += is_time ? kind_of_time : kind_of_text;
    }
    auto select = expanded("SELECT '" + kinds + "'" + list + " FROM " + std::string(table) +
                           " WHERE " + which + " ORDER BY 2");
    return {.table = table, .columns = std::move(columns), .select = std::move(select)};
}

constexpr KeptColumn at(std::string_view name) {
    return {.name = name, .is_time = true};
}

std::vector<KeptRows> rows_of_the_show() {
    return {
        kept("chat_messages",
             {{"id"},
              {"streamer"},
              {"client"},
              at("timestamp"),
              {"message"},
              {"nlp_intent"},
              {"nlp_score"},
              {"language"},
              {"comment_source"},
              {"source_message_id"},
              {"decision"},
              {"reason"},
              at("created_at")},
             "@own AND client = $2::text"),
        kept("waitlist",
             {{"id"},
              {"streamer"},
              {"product_id"},
              {"variant"},
              {"quantity"},
              {"status"},
              at("created_at")},
             "@own AND buyer = $2::text"),
        kept("blocked_buyers", {{"streamer"}, {"reason"}, at("blocked_at"), at("updated_at")},
             "@own AND buyer = $2::text"),
        kept(
            "claim_proofs",
            {{"id"}, {"streamer"}, {"handle"}, at("created_at"), at("expires_at"), at("proved_at")},
            "@own AND handle = $2::text"),
        kept("intent_feedback", {{"id"}, {"streamer"}, {"text"}, {"label"}, at("created_at")},
             "chat_message_id IN @comments")};
}

std::vector<KeptRows> rows_of_orders() {
    return {
        kept("orders",
             {{"id"},
              {"order_number"},
              {"streamer"},
              {"product_name"},
              {"variant"},
              {"quantity"},
              {"unit_price"},
              {"total_price"},
              {"currency"},
              {"status"},
              {"source"},
              {"payment_method"},
              {"whatsapp_number"},
              {"sms_number"},
              {"tracking_number"},
              {"carrier"},
              at("created_at"),
              at("updated_at")},
             "@own AND buyer = $2::text"),
        kept("order_addresses",
             {{"order_id"},
              {"recipient"},
              {"street"},
              {"details"},
              {"postal_code"},
              {"city"},
              {"region"},
              {"country"},
              at("updated_at")},
             "order_id IN @orders"),
        kept("order_events", {{"order_id"}, {"kind"}, {"payload"}, at("created_at")},
             "order_id IN @orders"),
        kept("payments",
             {{"id"},
              {"order_id"},
              {"provider"},
              {"provider_id"},
              {"status"},
              {"amount"},
              {"refunded"},
              {"currency"},
              {"payer"},
              {"email"},
              at("created_at")},
             "order_id IN @orders"),
        kept("payment_refunds", {{"id"}, {"payment_id"}, {"amount"}, {"status"}, at("created_at")},
             "payment_id IN (SELECT id FROM payments WHERE order_id IN @orders)")};
}

std::vector<KeptRows> rows_of_contacts() {
    return {
        kept("payment_notifications",
             {{"id"},
              {"order_id"},
              {"notification_type"},
              {"recipient_number"},
              {"status"},
              {"body"},
              at("created_at")},
             "order_id IN @orders OR (order_id IS NULL AND recipient_number = $2::text)"),
        kept("buyer_contacts",
             {{"streamer"},
              {"handle"},
              {"phone"},
              {"email"},
              {"language"},
              {"opted_out"},
              {"verified_by"},
              at("created_at"),
              at("updated_at")},
             "@own AND handle = $2::text"),
        kept("message_addresses",
             {{"address"}, at("opted_out_at"), {"opt_out_word"}, at("wrote_at")},
             "address IN (SELECT phone FROM buyer_contacts WHERE @own AND handle = $2::text "
             "AND phone <> '')"),
        kept("buyer_pages", {{"id"}, {"streamer"}, at("opened_at")}, "@own AND buyer = $2::text"),
        kept("clients", {{"id"}, {"email"}, {"name"}, {"phone"}, at("created_at")},
             "email = $2::text AND $1::text = ''"),
        kept("sessions",
             {{"id"},
              {"kind"},
              {"user_agent"},
              {"language"},
              at("created_at"),
              at("last_used_at"),
              at("revoked_at")},
             "$1::text = '' AND account_id IN "
             "(SELECT id FROM clients WHERE email = $2::text)")};
}

std::vector<ErasingStep> expanded(std::initializer_list<ErasingStep> steps) {
    std::vector<ErasingStep> all;
    for (const auto& step : steps)
        all.push_back({.sql = expanded(step.sql), .parameters = step.parameters});
    return all;
}

}  // namespace

const std::vector<KeptRows>& kept_rows() {
    static const std::vector<KeptRows> all = [] {
        auto rows = rows_of_the_show();
        for (auto& more : rows_of_orders()) rows.push_back(std::move(more));
        for (auto& more : rows_of_contacts()) rows.push_back(std::move(more));
        return rows;
    }();
    return all;
}

const std::vector<ErasingStep>& erasing_steps() {
    static const std::vector<ErasingStep> all = expanded({
        {.sql = "UPDATE payment_notifications SET recipient_number = '', body = '', "
                "last_error = '', status = CASE status WHEN 'pending' THEN 'failed' "
                "ELSE status END WHERE order_id IN @orders "
                "OR (order_id IS NULL AND recipient_number = $2::text) OR recipient_number IN "
                "(SELECT phone FROM buyer_contacts WHERE @own AND handle = $2::text "
                "AND phone <> '') OR recipient_number IN (SELECT email FROM buyer_contacts "
                "WHERE @own AND handle = $2::text AND email <> '')",
         .parameters = 2},
        {.sql = "UPDATE intent_feedback SET text = 'erased ' || CAST(id AS text) "
                "WHERE chat_message_id IN @comments",
         .parameters = 2},
        {.sql = "UPDATE order_addresses SET recipient = '', street = '', details = '', "
                "postal_code = '', city = '', region = '', country = '' "
                "WHERE order_id IN @orders",
         .parameters = 2},
        {.sql = "UPDATE payments SET payer = $3::text, email = '', pay_url = '' "
                "WHERE order_id IN @orders"},
        {.sql = "UPDATE buyer_contacts SET handle = $3::text, phone = '', email = '', "
                "language = '', verified_by = '' WHERE @own AND handle = $2::text"},
        // The page's token opens nothing any more.
        {.sql = "UPDATE buyer_pages SET buyer = $3::text, token_sha256 = CAST(id AS text) "
                "WHERE @own AND buyer = $2::text"},
        {.sql = "UPDATE claim_proofs SET handle = $3::text, token_sha256 = CAST(id AS text) "
                "WHERE @own AND handle = $2::text"},
        {.sql = "UPDATE blocked_buyers SET buyer = $3::text, reason = '', blocked_at = NULL "
                "WHERE @own AND buyer = $2::text"},
        {.sql = "UPDATE waitlist SET buyer = $3::text, status = CASE status WHEN 'waiting' "
                "THEN 'left' ELSE status END, updated_at = $4::timestamptz "
                "WHERE @own AND buyer = $2::text",
         .parameters = 4},
        {.sql = "UPDATE orders SET buyer = $3::text, whatsapp_number = NULL, sms_number = NULL, "
                "updated_at = $4::timestamptz WHERE @own AND buyer = $2::text",
         .parameters = 4},
        // The platform's id stays: what is sent again is a repeat, and stays erased.
        {.sql = "UPDATE chat_messages SET client = $3::text, message = '', match_why = NULL, "
                "updated_at = $4::timestamptz WHERE @own AND client = $2::text",
         .parameters = 4},
    });
    return all;
}

const std::vector<ErasingStep>& account_steps() {
    static const std::vector<ErasingStep> all = expanded({
        {.sql = "UPDATE sessions SET user_agent = '', revoked_for = CASE WHEN revoked_at IS NULL "
                "THEN 'removed' ELSE revoked_for END, "
                "revoked_at = coalesce(revoked_at, $2::timestamptz) WHERE account_id IN "
                "(SELECT id FROM clients WHERE email = $1::text)",
         .parameters = 2},
        {.sql = "UPDATE password_links SET email = '', used_at = coalesce(used_at, "
                "$2::timestamptz), mail_status = CASE mail_status WHEN 'due' THEN 'dropped' "
                "ELSE mail_status END WHERE email = $1::text",
         .parameters = 2},
        // "!" is the hash of no password.
        {.sql = "UPDATE clients SET email = $3::text, name = '', phone = '', password_hash = '!', "
                "token_version = token_version + 1, updated_at = $2::timestamptz "
                "WHERE email = $1::text"},
    });
    return all;
}

}  // namespace tts::sql
