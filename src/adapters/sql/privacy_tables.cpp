#include "adapters/sql/privacy_tables.hpp"

namespace tts::sql {

std::string with_buyers_rows(std::string text) {
    const auto replace = [&text](std::string_view name, const std::string& with) {
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at))
            text.replace(at, name.size(), with);
    };
    replace("@messages",
            "(order_id IN @orders OR (@own AND (recipient_number = $2::text "
            "OR recipient_number IN @phones OR recipient_number IN @mails OR email IN @mails)))");
    replace("@phones",
            "(SELECT phone FROM buyer_contacts WHERE @own AND handle = $2::text AND phone <> '')");
    replace("@mails",
            "(SELECT email FROM buyer_contacts WHERE @own AND handle = $2::text AND email <> '')");
    replace("@orders", "(SELECT id FROM orders WHERE @own AND buyer = $2::text)");
    replace("@comments", "(SELECT id FROM chat_messages WHERE @own AND client = $2::text)");
    replace("@own", "(streamer = $1::text OR $1::text = '')");
    return text;
}

namespace {

KeptRows kept(std::string_view table, std::vector<KeptColumn> columns, const std::string& which) {
    std::string kinds;
    std::string list;
    for (const auto& [name, is_time] : columns) {
        const std::string column = "\"" + std::string(name) + "\"";
        list += is_time ? ", time(" + column + ")" : ", CAST(" + column + " AS text)";
        kinds += is_time ? kind_of_time : kind_of_text;
    }
    auto select = with_buyers_rows("SELECT '" + kinds + "'" + list + " FROM " + std::string(table) +
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
              {"match_why"},
              at("created_at")},
             "@own AND client = $2::text"),
        kept("buyer_intents", {{"chat_message_id"}, {"status"}, at("created_at"), at("updated_at")},
             "chat_message_id IN @comments"),
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
    return {kept("orders",
                 {{"id"},
                  {"order_number"},
                  {"streamer"},
                  {"product_name"},
                  {"variant"},
                  {"quantity"},
                  {"unit_price"},
                  {"lines"},
                  {"shipping_price"},
                  {"discount"},
                  {"discount_code"},
                  {"total_price"},
                  {"currency"},
                  {"status"},
                  {"end_reason"},
                  {"source"},
                  {"language"},
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
                  {"message"},
                  at("created_at")},
                 "order_id IN @orders"),
            kept("payment_refunds",
                 {{"id"}, {"payment_id"}, {"amount"}, {"status"}, {"message"}, at("created_at")},
                 "payment_id IN (SELECT id FROM payments WHERE order_id IN @orders)")};
}

std::vector<KeptRows> rows_of_contacts() {
    return {
        kept("payment_notifications",
             {{"id"},
              {"order_id"},
              {"streamer"},
              {"notification_type"},
              {"message_kind"},
              {"language"},
              {"recipient_number"},
              {"email"},
              {"variables"},
              {"body"},
              {"status"},
              {"last_error"},
              {"reach_reason"},
              at("created_at")},
             "@messages"),
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
             "address IN @phones"),
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
             "(SELECT id FROM clients WHERE email = $2::text)"),
        // Asked for by the account, or by somebody who tried whether there is one.
        kept("password_links",
             {{"id"}, {"purpose"}, {"email"}, {"language"}, at("created_at"), at("used_at")},
             "email = $2::text AND $1::text = ''"),
        // Asked by a streamer to help, and has not come.
        kept("members", {{"id"}, {"streamer"}, {"email"}, {"name"}, at("created_at")},
             "email = $2::text AND $1::text = '' AND password_hash IS NULL")};
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

}  // namespace tts::sql
