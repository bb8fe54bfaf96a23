#include "adapters/sql/privacy_tables.hpp"

#include <algorithm>

namespace tts::sql {

namespace {

// What becomes of a column, as SQL.
struct NewValue {
    std::string_view column;
    std::string_view value;
};

constexpr std::string_view pseudonym = "$3::text";
constexpr std::string_view erased_at = "$4::timestamptz";
constexpr std::string_view nothing = "''";

// "$1" to "$4": the last one that is named.
std::size_t parameters_of(const std::string& sql) {
    std::size_t last = 0;
    for (auto at = sql.find('$'); at != std::string::npos; at = sql.find('$', at + 1))
        last = std::max(last, static_cast<std::size_t>(sql.at(at + 1) - '0'));
    return last;
}

ErasingStep erasing(std::string_view table,
                    const std::vector<NewValue>& values,
                    const std::string& which) {
    ErasingStep step{.table = table, .columns = {}, .sql = "UPDATE " + std::string(table)};
    for (const auto& [column, value] : values) {
        step.sql += (step.columns.empty() ? " SET " : ", ") + std::string(column) + " = ";
        step.sql += value;
        step.columns.push_back(column);
    }
    step.sql = with_buyers_rows(step.sql + " WHERE " + which);
    // PostgreSQL wants to see a type of each that it is given.
    const bool skips_pseudonym =
        step.sql.find("$4") != std::string::npos && step.sql.find("$3") == std::string::npos;
    if (skips_pseudonym) step.sql += " AND $3::text <> ''";
    step.parameters = parameters_of(step.sql);
    return step;
}

// First what is found by an order, a comment or a contact, which lose the buyer's name afterwards.
std::vector<ErasingStep> steps_of_what_hangs_on_others() {
    return {
        erasing("payment_notifications",
                {{"recipient_number", nothing},
                 {"email", nothing},
                 {"variables", "'{}'"},
                 {"body", nothing},
                 {"last_error", nothing},
                 {"reach_reason", nothing},
                 {"message_sid", "NULL"},
                 {"status", "CASE status WHEN 'pending' THEN 'failed' ELSE status END"}},
                "@messages"),
        erasing("intent_feedback", {{"text", "'erased ' || CAST(id AS text)"}},
                "chat_message_id IN @comments"),
        erasing("order_addresses",
                {{"recipient", nothing},
                 {"street", nothing},
                 {"details", nothing},
                 {"postal_code", nothing},
                 {"city", nothing},
                 {"region", nothing},
                 {"country", nothing}},
                "order_id IN @orders"),
        erasing("payment_refunds", {{"message", nothing}},
                "payment_id IN (SELECT id FROM payments WHERE order_id IN @orders)"),
        erasing(
            "payments",
            {{"payer", pseudonym}, {"email", nothing}, {"pay_url", nothing}, {"message", nothing}},
            "order_id IN @orders"),
        erasing("buyer_contacts",
                {{"handle", pseudonym},
                 {"phone", nothing},
                 {"email", nothing},
                 {"language", nothing},
                 {"verified_by", nothing}},
                "@own AND handle = $2::text"),
    };
}

std::vector<ErasingStep> steps_of_what_has_the_name() {
    return {
        // The page's token opens nothing any more.
        erasing("buyer_pages", {{"buyer", pseudonym}, {"token_sha256", "CAST(id AS text)"}},
                "@own AND buyer = $2::text"),
        erasing("claim_proofs", {{"handle", pseudonym}, {"token_sha256", "CAST(id AS text)"}},
                "@own AND handle = $2::text"),
        erasing("blocked_buyers",
                {{"buyer", pseudonym}, {"reason", nothing}, {"blocked_at", "NULL"}},
                "@own AND buyer = $2::text"),
        erasing("waitlist",
                {{"buyer", pseudonym},
                 {"status", "CASE status WHEN 'waiting' THEN 'left' ELSE status END"},
                 {"updated_at", erased_at}},
                "@own AND buyer = $2::text"),
        // A tracking number leads to the recipient.
        erasing("orders",
                {{"buyer", pseudonym},
                 {"whatsapp_number", "NULL"},
                 {"sms_number", "NULL"},
                 {"message_sid", "NULL"},
                 {"tracking_number", "NULL"},
                 {"updated_at", erased_at}},
                "@own AND buyer = $2::text"),
        // The platform's id stays: what is sent again is a repeat, and stays erased.
        erasing("chat_messages",
                {{"client", pseudonym},
                 {"message", nothing},
                 {"match_why", "NULL"},
                 {"updated_at", erased_at}},
                "@own AND client = $2::text"),
    };
}

}  // namespace

const std::vector<ErasingStep>& erasing_steps() {
    static const std::vector<ErasingStep> all = [] {
        auto steps = steps_of_what_hangs_on_others();
        for (auto& step : steps_of_what_has_the_name()) steps.push_back(std::move(step));
        return steps;
    }();
    return all;
}

const std::vector<ErasingStep>& account_steps() {
    static const std::vector<ErasingStep> all = {
        erasing(
            "sessions",
            {{"user_agent", nothing},
             {"revoked_for", "CASE WHEN revoked_at IS NULL THEN 'removed' ELSE revoked_for END"},
             {"revoked_at", "coalesce(revoked_at, $4::timestamptz)"}},
            "$1::text = '' AND account_id IN (SELECT id FROM clients WHERE email = $2::text)"),
        erasing("password_links",
                {{"email", nothing},
                 {"used_at", "coalesce(used_at, $4::timestamptz)"},
                 {"mail_status", "CASE mail_status WHEN 'due' THEN 'dropped' ELSE mail_status END"},
                 {"mail_error", nothing}},
                "$1::text = '' AND email = $2::text"),
        // An invitation that nobody has accepted.
        erasing("members", {{"email", pseudonym}, {"name", nothing}},
                "$1::text = '' AND email = $2::text AND password_hash IS NULL"),
        // "!" is the hash of no password.
        erasing("clients",
                {{"email", pseudonym},
                 {"name", nothing},
                 {"phone", nothing},
                 {"password_hash", "'!'"},
                 {"token_version", "token_version + 1"},
                 {"updated_at", erased_at}},
                "$1::text = '' AND email = $2::text"),
    };
    return all;
}

const std::vector<TableColumn>& columns_erased_by_row() {
    static const std::vector<TableColumn> all = {{"message_addresses", "address"},
                                                 {"message_addresses", "opt_out_word"},
                                                 {"order_events", "payload"},
                                                 {"payment_events", "body"}};
    return all;
}

}  // namespace tts::sql
