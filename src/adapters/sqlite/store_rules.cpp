#include "adapters/sqlite/store_rules.hpp"

#include "adapters/sqlite/select.hpp"

namespace tts::sqlite {

namespace {

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

}  // namespace

Result<void> upsert_rules(Database& database, const std::string& streamer, const ShowRules& rules) {
    return database.execute(
        "INSERT INTO show_rules (streamer, hold_seconds, reminder_seconds, carts, sale_mode,"
        " buyer_units_max, unpaid_max, unpaid_days, platform_rules, buy_score_min,"
        " match_score_min, shipping_price, free_shipping_from)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (streamer) DO UPDATE SET hold_seconds = excluded.hold_seconds,"
        " reminder_seconds = excluded.reminder_seconds, carts = excluded.carts,"
        " sale_mode = excluded.sale_mode, buyer_units_max = excluded.buyer_units_max,"
        " unpaid_max = excluded.unpaid_max, unpaid_days = excluded.unpaid_days,"
        " platform_rules = excluded.platform_rules, buy_score_min = excluded.buy_score_min,"
        " match_score_min = excluded.match_score_min, shipping_price = excluded.shipping_price,"
        " free_shipping_from = excluded.free_shipping_from, updated_at = excluded.updated_at",
        streamer, std::int64_t{rules.hold.count()}, std::int64_t{rules.reminder.count()},
        to_string(rules.carts), to_string(rules.sale), rules.buyer_units_max, rules.unpaid_max,
        rules.unpaid_days, to_string(rules.platform), rules.buy_score_min, rules.match_score_min,
        rules.shipping.to_string(), rules.free_shipping_from.to_string());
}

Result<ShowRules> select_rules(Database& database, const std::string& streamer) {
    static const std::string sql =
        "SELECT hold_seconds, reminder_seconds, carts, sale_mode, buyer_units_max, unpaid_max,"
        " unpaid_days, platform_rules, buy_score_min, match_score_min, shipping_price,"
        " free_shipping_from FROM show_rules WHERE streamer = ?";
    const auto rules = select_one(database, sql, read_rules, streamer);
    if (!rules) return rules.error();
    return rules->value_or(ShowRules());
}

}  // namespace tts::sqlite
