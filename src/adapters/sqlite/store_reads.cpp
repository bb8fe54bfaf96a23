#include "adapters/sqlite/store_reads.hpp"

#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/store_rows.hpp"
#include "adapters/sqlite/store_rules.hpp"
#include "adapters/sqlite/store_waitlist.hpp"

#include <array>

namespace tts::sqlite {

namespace {

// --- Orders by any combination of what a filter can name. One statement for each combination, so
// that each can use its index.

constexpr unsigned by_streamer = 1;
constexpr unsigned by_buyer = 2;
constexpr unsigned by_status = 4;
constexpr unsigned from_before = 8;
constexpr unsigned filter_combinations = 16;

std::string orders_sql(unsigned filter) {
    std::string sql = "SELECT " + order_columns + " FROM orders AS o WHERE true";
    if (filter & by_streamer) sql += " AND o.streamer = ?1";
    if (filter & by_buyer) sql += " AND o.buyer = ?2";
    if (filter & by_status) sql += " AND o.status = ?3";
    if (filter & from_before)
        sql += " AND (o.created_at, o.id) < (SELECT created_at, id FROM orders WHERE id = ?4)";
    return sql + " ORDER BY o.created_at DESC, o.id DESC LIMIT ?5";
}

const std::string& orders_statement(unsigned filter) {
    static const auto statements = [] {
        std::array<std::string, filter_combinations> all;
        for (unsigned i = 0; i < filter_combinations; ++i) all[i] = orders_sql(i);
        return all;
    }();
    return statements[filter];
}

// --- Shows

// Within the transaction of the caller.
Result<Show> select_show(Database& database,
                         const std::string& streamer,
                         const std::string& since) {
    static const std::string settings_sql =
        "SELECT " + streamer_columns + " FROM streamers WHERE username = ?";
    static const std::string products_sql =
        "SELECT " + product_columns +
        " FROM products WHERE streamer = ? AND archived_at IS NULL ORDER BY id";
    static const std::string pins_sql =
        "SELECT " + pin_columns +
        " FROM streamer_pins WHERE streamer = ? AND (unpinned_at IS NULL OR unpinned_at > ?)"
        " ORDER BY pinned_at, rowid";
    static const std::string sightings_sql =
        "SELECT " + sighting_columns +
        " FROM product_matches WHERE streamer = ? AND stream_timestamp >= ?"
        " ORDER BY stream_timestamp, id";
    auto settings = select_one(database, settings_sql, read_streamer, streamer);
    if (!settings) return settings.error();
    const auto rules = select_rules(database, streamer);
    if (!rules) return rules.error();
    auto blocked = select_blocked(database, streamer);
    if (!blocked) return blocked.error();
    auto products = select_all(database, products_sql, read_product, streamer);
    if (!products) return products.error();
    const auto pins = select_all(database, pins_sql, read_pin, streamer, since);
    if (!pins) return pins.error();
    auto sightings = select_all(database, sightings_sql, read_sighting, streamer, since);
    if (!sightings) return sightings.error();

    Show show;
    show.streamer.username = streamer;
    if (*settings) show.streamer = std::move(**settings);
    show.rules = *rules;
    show.blocked_buyers = std::move(*blocked);
    show.products = std::move(*products);
    for (const Pin& pin : *pins) show.add_pin(pin);
    show.sightings = std::move(*sightings);
    return show;
}

}  // namespace

// The same few prepared statements for each streamer: without a server there is no way to save.
Result<std::vector<Show>> select_shows(Database& database,
                                       std::span<const std::string> streamers,
                                       Timestamp since) {
    std::vector<Show> shows;
    const Timestamp read_at = now();  // Before the first statement decides which moment is seen.
    const std::string earliest = to_iso8601(since);
    ReadTransaction transaction(database);
    const auto begun = transaction.begin();
    if (!begun) return begun.error();
    for (const std::string& streamer : streamers) {
        auto show = select_show(database, streamer, earliest);
        if (!show) return show.error();
        show->read_at = read_at;
        shows.push_back(std::move(*show));
    }
    return shows;
}

Result<std::optional<Order>> select_order(Database& database, const std::string& number) {
    static const std::string sql =
        "SELECT " + order_columns + " FROM orders AS o WHERE o.order_number = ?";
    return select_one(database, sql, read_order, number);
}

Result<std::optional<Order>> select_order(Database& database,
                                          const std::string& streamer,
                                          const std::string& idempotency_key) {
    static const std::string sql =
        "SELECT " + order_columns +
        " FROM orders AS o WHERE o.streamer = ? AND o.idempotency_key = ?";
    return select_one(database, sql, read_order, streamer, idempotency_key);
}

Result<std::vector<Order>> select_orders(Database& database, const OrderFilter& filter) {
    unsigned combination = 0;
    if (!filter.streamer.empty()) combination |= by_streamer;
    if (!filter.buyer.empty()) combination |= by_buyer;
    if (filter.status) combination |= by_status;
    if (filter.before) combination |= from_before;
    const std::string status = filter.status ? std::string(to_string(*filter.status)) : "";
    const std::string before = filter.before ? filter.before->to_string() : "";
    return select_all(database, orders_statement(combination), read_order, filter.streamer,
                      filter.buyer, status, before, filter.limit);
}

Result<std::optional<Trace>> select_trace(Database& database, const std::string& number) {
    static const std::string comments_sql =
        "SELECT " + comment_columns +
        " FROM chat_messages AS c JOIN chat_message_order_mapping AS m ON m.chat_message_id = c.id"
        " WHERE m.order_id = ? ORDER BY c.created_at, c.id";
    static const std::string notifications_sql =
        "SELECT " + notification_columns +
        " FROM payment_notifications WHERE order_id = ? ORDER BY created_at, id";
    static const std::string events_sql =
        "SELECT " + event_columns + " FROM order_events WHERE order_id = ? ORDER BY created_at, id";
    ReadTransaction transaction(database);
    const auto begun = transaction.begin();
    if (!begun) return begun.error();
    auto order = select_order(database, number);
    if (!order) return order.error();
    if (!*order) return std::optional<Trace>();
    const std::string id = (*order)->id.to_string();

    auto comments = select_all(database, comments_sql, read_decided_comment, id);
    if (!comments) return comments.error();
    auto notifications = select_all(database, notifications_sql, read_notification, id);
    if (!notifications) return notifications.error();
    auto events = select_all(database, events_sql, read_event, id);
    if (!events) return events.error();
    return std::optional(Trace{.order = std::move(**order),
                               .comments = std::move(*comments),
                               .notifications = std::move(*notifications),
                               .events = std::move(*events)});
}

Result<std::vector<DecidedComment>> select_comments(Database& database,
                                                    const std::string& streamer,
                                                    std::size_t limit) {
    static const std::string all_sql = "SELECT " + comment_columns +
                                       " FROM chat_messages AS c"
                                       " ORDER BY c.created_at DESC, c.id DESC LIMIT ?";
    static const std::string one_sql = "SELECT " + comment_columns +
                                       " FROM chat_messages AS c WHERE c.streamer = ?"
                                       " ORDER BY c.created_at DESC, c.id DESC LIMIT ?";
    if (streamer.empty()) return select_all(database, all_sql, read_decided_comment, limit);
    return select_all(database, one_sql, read_decided_comment, streamer, limit);
}

}  // namespace tts::sqlite
