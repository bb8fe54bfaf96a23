#include "adapters/postgres/postgres_live_log.hpp"

#include "adapters/postgres/comment_table.hpp"
#include "adapters/postgres/connection.hpp"
#include "adapters/postgres/order_tables.hpp"
#include "adapters/postgres/payment_tables.hpp"
#include "adapters/postgres/product_tables.hpp"

#include <map>

namespace tts {

namespace postgres {

namespace {

constexpr std::string_view kept_for = "15 minutes";

// Of a transaction that is over, as is every one that began before it.
constexpr std::string_view is_settled = "transaction_id < pg_snapshot_xmin(pg_current_snapshot())";

// A cursor is the transaction's id and the row's number.
constexpr std::size_t transaction = 0;
constexpr std::size_t number = 1;

struct Entry {
    LiveCursor cursor;
    std::string kind;
    std::string subjects;  // As an array literal: "{id,id}".
};

LiveCursor read_cursor(RowReader& row) {
    LiveCursor cursor;
    cursor.parts[transaction] = row.integer();
    cursor.parts[number] = row.integer();
    return cursor;
}

Entry read_entry(RowReader& row) {
    Entry entry;
    entry.cursor = read_cursor(row);
    entry.kind = row.text();
    entry.subjects = row.text();
    return entry;
}

LivePin read_live_pin(RowReader& row) {
    LivePin change;
    change.streamer = row.text();
    const bool is_open = row.flag();
    const Pin pin = read_pin(row);
    if (is_open) change.pin = pin;
    return change;
}

LivePayment read_live_payment(RowReader& row) {
    LivePayment change;
    change.streamer = row.text();
    change.order_number = row.text();
    change.payment = read_payment(row);
    return change;
}

LiveBlock read_live_block(RowReader& row) {
    LiveBlock block;
    block.streamer = row.text();
    block.buyer = row.text();
    block.is_blocked = row.flag();
    return block;
}

// "{a,b}" and "{c}" are "{a,b,c}": ids need no quotes.
void append_subjects(std::string& all, std::string_view more) {
    if (more.size() <= 2) return;
    if (all.empty()) all = "{}";
    all.pop_back();
    if (all.size() > 1) all += ',';
    all += more.substr(1);
}

Statement select_entries(const LiveRange& range) {
    return {
        "SELECT transaction_id::text, number, kind, subjects::text FROM live_events WHERE "
        "(transaction_id, number) > ($1::xid8, $2) AND "
        "(transaction_id, number) <= ($3::xid8, $4) AND " +
            std::string(is_settled) + " ORDER BY transaction_id, number LIMIT $5",
        {std::to_string(range.after.parts[transaction]), std::to_string(range.after.parts[number]),
         std::to_string(range.until.parts[transaction]), std::to_string(range.until.parts[number]),
         std::to_string(range.entries_max)}};
}

// After a restore into another cluster the log may hold transactions that are yet to come here.
Statement delete_foreign() {
    return {
        "DELETE FROM live_events "
        "WHERE transaction_id >= pg_snapshot_xmax(pg_current_snapshot())",
        {}};
}

Statement insert_start_if_empty() {
    return {
        "INSERT INTO live_events (kind, subjects) SELECT 'start', '{}' "
        "WHERE NOT EXISTS (SELECT FROM live_events)",
        {}};
}

// The subjects of each kind, by its table.
using Subjects = std::map<std::string, std::string>;

std::vector<Statement> select_contents(Subjects& subjects) {
    const auto ids = [&](const char* table) {
        const std::string& literal = subjects[table];
        return Parameter(literal.empty() ? "{}" : literal);
    };
    return {
        {"SELECT " + comment_columns() +
             " FROM chat_messages AS c WHERE c.id = ANY ($1::uuid[]) ORDER BY c.id",
         {ids("chat_messages")}},
        {"SELECT " + order_columns() +
             " FROM orders AS o WHERE o.id = ANY ($1::uuid[]) ORDER BY o.id",
         {ids("orders")}},
        {"SELECT " + product_columns() +
             " FROM products WHERE id = ANY ($1::uuid[] || ARRAY("
             "SELECT product_id FROM orders WHERE id = ANY ($2::uuid[]))) ORDER BY id",
         {ids("products"), ids("orders")}},
        {"SELECT DISTINCT ON (streamer) streamer, unpinned_at IS NULL, " + pin_columns() +
             " FROM streamer_pins WHERE streamer IN (SELECT p.streamer FROM streamer_pins AS p "
             "WHERE p.id = ANY ($1::uuid[])) AND pinned_by = 'host' "
             "ORDER BY streamer, unpinned_at IS NULL DESC",
         {ids("streamer_pins")}},
        {"SELECT o.streamer, o.order_number, p.* FROM (SELECT " + payment_columns() +
             " FROM payments WHERE id = ANY ($1::uuid[])) AS p JOIN orders AS o "
             "ON o.id = p.order_id ORDER BY p.id",
         {ids("payments")}},
        {"SELECT streamer, buyer, blocked_at IS NOT NULL FROM blocked_buyers "
         "WHERE id = ANY ($1::uuid[]) ORDER BY streamer, buyer",
         {ids("blocked_buyers")}},
    };
}

template <class T>
Result<void> read_into(std::vector<T>& list, const Rows& rows, T (*read)(RowReader&)) {
    auto values = read_all(rows, read);
    if (!values) return values.error();
    list = std::move(*values);
    return {};
}

Result<void> read_contents(const std::vector<Rows>& rows, LiveChanges& changes) {
    const auto comments = read_into(changes.comments, rows[0], read_comment);
    if (!comments) return comments.error();
    const auto orders = read_into(changes.orders, rows[1], read_order);
    if (!orders) return orders.error();
    const auto products = read_into(changes.products, rows[2], read_product);
    if (!products) return products.error();
    const auto pins = read_into(changes.pins, rows[3], read_live_pin);
    if (!pins) return pins.error();
    const auto payments = read_into(changes.payments, rows[4], read_live_payment);
    if (!payments) return payments.error();
    return read_into(changes.blocks, rows[5], read_live_block);
}

class PostgresLiveLog final : public LiveLog {
public:
    explicit PostgresLiveLog(const std::string& url) : connection_(url) {}

    Result<LiveCursor> newest() override {
        const auto rows = connection_.run(std::vector<Statement>{
            delete_foreign(),
            insert_start_if_empty(),
            // The row that was just inserted is not settled, and all that is not comes after it.
            {"SELECT transaction_id::text, number FROM live_events WHERE " +
                 std::string(is_settled) + " ORDER BY transaction_id DESC, number DESC LIMIT 1",
             {}},
        });
        if (!rows) return rows.error().during("reading the newest change");
        const auto cursors = read_all(rows->back(), read_cursor);
        if (!cursors) return cursors.error().during("reading the newest change");
        return cursors->empty() ? LiveCursor() : cursors->front();
    }

    Result<bool> reaches_back_to(const LiveCursor& cursor) override {
        const auto rows = connection_.run(Statement{
            "SELECT EXISTS (SELECT FROM live_events WHERE (transaction_id, number) <= "
            "($1::xid8, $2)) AND $1::xid8 < pg_snapshot_xmin(pg_current_snapshot())",
            {std::to_string(cursor.parts[transaction]), std::to_string(cursor.parts[number])}});
        if (!rows) return rows.error().during("reading the oldest change");
        const auto flags = read_all(*rows, [](RowReader& row) { return int{row.flag()}; });
        if (!flags) return flags.error().during("reading the oldest change");
        return flags->front() != 0;
    }

    Result<LiveChanges> changes(const LiveRange& range) override {
        const auto rows = connection_.run(select_entries(range));
        if (!rows) return rows.error().during("reading what changed");
        const auto entries = read_all(*rows, read_entry);
        if (!entries) return entries.error().during("reading what changed");
        LiveChanges changes;
        changes.upto = range.after;
        changes.is_full = entries->size() == range.entries_max;
        if (entries->empty()) return changes;
        Subjects subjects;
        for (const Entry& entry : *entries) append_subjects(subjects[entry.kind], entry.subjects);
        changes.upto = entries->back().cursor;
        const auto contents = connection_.run(select_contents(subjects));
        if (!contents) return contents.error().during("reading what changed");
        const auto read = read_contents(*contents, changes);
        if (!read) return read.error().during("reading what changed");
        return changes;
    }

    // The entry before the first that is young enough stays: it says how far back the log reaches.
    Result<void> forget() override {
        const auto rows = connection_.run(std::vector<Statement>{
            delete_foreign(),
            {"DELETE FROM live_events WHERE (transaction_id, number) < (SELECT transaction_id, "
             "number FROM live_events WHERE (transaction_id, number) < (SELECT transaction_id, "
             "number FROM live_events WHERE created_at >= now() - $1::interval "
             "ORDER BY transaction_id, number LIMIT 1) "
             "ORDER BY transaction_id DESC, number DESC LIMIT 1)",
             {std::string(kept_for)}},
        });
        if (!rows) return rows.error().during("forgetting old changes");
        return {};
    }

private:
    Connection connection_;
};

}  // namespace

}  // namespace postgres

std::unique_ptr<LiveLog> make_postgres_live_log(const std::string& url) {
    return std::make_unique<postgres::PostgresLiveLog>(url);
}

}  // namespace tts
