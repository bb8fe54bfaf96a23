#include "adapters/postgres/comment_table.hpp"
#include "adapters/postgres/order_tables.hpp"
#include "adapters/postgres/outbox_table.hpp"
#include "adapters/postgres/postgres_store_class.hpp"
#include "adapters/postgres/postgres_transaction.hpp"

#include <array>
#include <cassert>
#include <map>

namespace tts::postgres {

namespace {

// One group of comments that were understood and decided alike.
struct CommentGroup {
    Intent intent = Intent::none;
    std::string decision;
    std::int64_t count = 0;
};

CommentGroup read_group(RowReader& row) {
    CommentGroup group;
    group.intent = row.parsed(parse_intent);
    group.decision = row.text();
    group.count = row.integer();
    return group;
}

void add_comments(Totals& totals, const std::vector<CommentGroup>& groups) {
    std::map<Intent, std::int64_t> intents;
    std::map<std::string, std::int64_t> decisions;
    for (const auto& group : groups) {
        totals.comments += group.count;
        intents[group.intent] += group.count;
        decisions[group.decision] += group.count;
    }
    totals.intents.assign(intents.begin(), intents.end());
    totals.decisions.assign(decisions.begin(), decisions.end());
}

Statement select_comment_groups(const std::string& streamer) {
    return {
        "SELECT coalesce(nlp_intent, 'none'), coalesce(decision, 'ignored'), count(*) "
        "FROM chat_messages WHERE $1 = '' OR streamer = $1 GROUP BY 1, 2",
        {streamer}};
}

// The order of this number, for use in a WHERE clause.
constexpr std::string_view order_of_number = "(SELECT id FROM orders WHERE order_number = $1)";

std::vector<Statement> trace_statements(const std::string& number) {
    const std::string order(order_of_number);
    return {{"SELECT " + order_columns() + " FROM orders AS o WHERE order_number = $1", {number}},
            {"SELECT " + comment_columns() +
                 " FROM chat_messages AS c JOIN chat_message_order_mapping AS m "
                 "ON m.chat_message_id = c.id WHERE m.order_id = " +
                 order + " ORDER BY c.created_at, c.id",
             {number}},
            {"SELECT " + notification_columns() + " FROM payment_notifications WHERE order_id = " +
                 order + " ORDER BY created_at, id",
             {number}},
            {"SELECT " + event_columns() + " FROM order_events WHERE order_id = " + order +
                 " ORDER BY created_at, id",
             {number}}};
}

}  // namespace

Result<std::int64_t> PostgresStore::next_fence(int shard) {
    const auto read_token = [](RowReader& row) { return row.integer(); };
    return find({"INSERT INTO shard_fences (shard, token) VALUES ($1, 1) ON CONFLICT (shard) "
                 "DO UPDATE SET token = shard_fences.token + 1 RETURNING token",
                 {std::to_string(shard)}},
                read_token, "fence");
}

Result<std::unique_ptr<Transaction>> PostgresStore::begin() {
    assert(!connection_.in_transaction());
    const auto opened = connection_.open();
    if (!opened) return opened.error();
    return std::unique_ptr<Transaction>(std::make_unique<PostgresTransaction>(connection_));
}

Result<Order> PostgresStore::order_by_number(const std::string& number) {
    return find(
        {"SELECT " + order_columns() + " FROM orders AS o WHERE order_number = $1", {number}},
        read_order, "order " + number);
}

Result<Order> PostgresStore::order_by_idempotency_key(const std::string& streamer,
                                                      const std::string& key) {
    return find({"SELECT " + order_columns() +
                     " FROM orders AS o WHERE streamer = $1 AND idempotency_key = $2",
                 {streamer, key}},
                read_order, "order with this idempotency key");
}

Result<std::vector<Order>> PostgresStore::orders(const OrderFilter& filter) {
    const auto rows = connection_.run(select_orders(filter));
    if (!rows) return rows.error().during("listing orders");
    return read_all(*rows, read_order);
}

Result<Trace> PostgresStore::trace(const std::string& number) {
    const auto rows = connection_.run(trace_statements(number));
    if (!rows) return rows.error().during("tracing an order");

    const auto orders = read_all((*rows)[0], read_order);
    if (!orders) return orders.error();
    if (orders->empty()) return Error(Errc::not_found, "there is no order " + number);
    auto comments = read_all((*rows)[1], read_comment);
    if (!comments) return comments.error();
    auto notifications = read_all((*rows)[2], read_notification);
    if (!notifications) return notifications.error();
    auto events = read_all((*rows)[3], read_event);
    if (!events) return events.error();
    return Trace{.order = orders->front(),
                 .comments = std::move(*comments),
                 .notifications = std::move(*notifications),
                 .events = std::move(*events)};
}

Result<std::vector<DecidedComment>> PostgresStore::comments(const std::string& streamer,
                                                            std::size_t limit) {
    const auto rows =
        connection_.run(Statement{"SELECT " + comment_columns() +
                                      " FROM chat_messages AS c WHERE $1 = '' OR c.streamer = $1 "
                                      "ORDER BY c.created_at DESC, c.id DESC LIMIT $2",
                                  {streamer, std::to_string(limit)}});
    if (!rows) return rows.error().during("listing comments");
    return read_all(*rows, read_comment);
}

Result<Totals> PostgresStore::totals(const std::string& streamer) {
    const auto rows = connection_.run(
        std::vector<Statement>{select_comment_groups(streamer), select_sales(streamer)});
    if (!rows) return rows.error().during("adding up totals");

    const auto groups = read_all((*rows)[0], read_group);
    if (!groups) return groups.error();
    Totals totals;
    add_comments(totals, *groups);
    RowReader sales((*rows)[1], 0);
    totals.orders = sales.integer();
    totals.units = sales.integer();
    totals.revenue = Money::from_cents(sales.integer());
    totals.commission = Money::from_cents(sales.integer());
    const auto checked = sales.checked();
    if (!checked) return checked.error();
    return totals;
}

}  // namespace tts::postgres
