#include "adapters/postgres/rules_table.hpp"

#include "adapters/postgres/sql_array.hpp"

namespace tts::postgres {

namespace {

std::string exact(double number) {
    std::string text;
    append_element(text, number);
    return text;
}

}  // namespace

Statement upsert_rules(const std::string& streamer, const ShowRules& rules) {
    return {
        "INSERT INTO show_rules (streamer, hold_seconds, reminder_seconds, carts, sale_mode, "
        "buyer_units_max, unpaid_max, unpaid_days, platform_rules, buy_score_min, "
        "match_score_min, shipping_price, free_shipping_from) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
        "ON CONFLICT (streamer) DO UPDATE SET hold_seconds = excluded.hold_seconds, "
        "reminder_seconds = excluded.reminder_seconds, carts = excluded.carts, "
        "sale_mode = excluded.sale_mode, buyer_units_max = excluded.buyer_units_max, "
        "unpaid_max = excluded.unpaid_max, unpaid_days = excluded.unpaid_days, "
        "platform_rules = excluded.platform_rules, buy_score_min = excluded.buy_score_min, "
        "match_score_min = excluded.match_score_min, shipping_price = excluded.shipping_price, "
        "free_shipping_from = excluded.free_shipping_from, updated_at = now()",
        {streamer, std::to_string(rules.hold.count()), std::to_string(rules.reminder.count()),
         std::string(to_string(rules.carts)), std::string(to_string(rules.sale)),
         std::to_string(rules.buyer_units_max), std::to_string(rules.unpaid_max),
         std::to_string(rules.unpaid_days), std::string(to_string(rules.platform)),
         exact(rules.buy_score_min), exact(rules.match_score_min), rules.shipping.to_string(),
         rules.free_shipping_from.to_string()}};
}

std::string rules_columns() {
    return "hold_seconds, reminder_seconds, carts, sale_mode, buyer_units_max, unpaid_max, "
           "unpaid_days, platform_rules, buy_score_min, match_score_min, shipping_price, "
           "free_shipping_from";
}

ShowRules read_rules(RowReader& row) {
    ShowRules rules;
    rules.hold = std::chrono::seconds(row.integer());
    rules.reminder = std::chrono::seconds(row.integer());
    rules.carts = row.parsed(parse_carts);
    rules.sale = row.parsed(parse_sale_mode);
    rules.buyer_units_max = row.small_integer();
    rules.unpaid_max = row.small_integer();
    rules.unpaid_days = row.small_integer();
    rules.platform = row.parsed(parse_platform_rules);
    rules.buy_score_min = row.real();
    rules.match_score_min = row.real();
    rules.shipping = row.money();
    rules.free_shipping_from = row.money();
    return rules;
}

}  // namespace tts::postgres
