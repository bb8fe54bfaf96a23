#include "adapters/sqlite/sqlite_live_log.hpp"

#include "adapters/sqlite/payment_rows.hpp"
#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/side_connection.hpp"
#include "adapters/sqlite/store_rows.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace tts {

namespace {

using sqlite::Database;
using sqlite::RowReader;
using sqlite::select_all;
using sqlite::select_one;
using sqlite::SideConnection;

// Places in three logs at once: new comments and new orders by their rowids, all else in
// live_events.
enum Part : std::size_t { comments, orders, others };

constexpr std::int64_t entries_kept = 200'000;
// A transaction that deletes more would make those wait who store comments.
constexpr std::int64_t entries_deleted_at_once = 5'000;

struct Entry {
    std::int64_t number = 0;
    std::string kind;
    std::string subject;
};

// A row, and its place among those of its table.
template <class T>
struct Placed {
    std::int64_t rowid = 0;
    T row;
};

template <class T, T (*read)(RowReader&)>
Placed<T> read_placed(RowReader& row) {
    const std::int64_t rowid = row.integer();
    return {.rowid = rowid, .row = read(row)};
}

Entry read_entry(RowReader& row) {
    Entry entry;
    entry.number = row.integer();
    entry.kind = row.text();
    entry.subject = row.text();
    return entry;
}

std::int64_t read_number(RowReader& row) {
    return row.integer();
}

std::string read_text(RowReader& row) {
    return row.text();
}

LivePayment read_live_payment(RowReader& row) {
    LivePayment change;
    change.streamer = row.text();
    change.order_number = row.text();
    change.payment = sqlite::read_payment(row);
    return change;
}

LiveBlock read_live_block(RowReader& row) {
    LiveBlock block;
    block.streamer = row.text();
    block.buyer = row.text();
    block.is_blocked = row.flag();
    return block;
}

const std::string entries_sql =
    "SELECT number, kind, subject FROM live_events WHERE number > ? AND number <= ?"
    " ORDER BY number LIMIT ?";
const std::string oldest_sql = "SELECT coalesce(min(number), 0) FROM live_events";
const std::array<std::string, 3> newest_sql = {
    "SELECT coalesce(max(rowid), 0) FROM chat_messages",
    "SELECT coalesce(max(rowid), 0) FROM orders",
    "SELECT coalesce(max(number), 0) FROM live_events",
};
// The columns are known to be set once main() runs, not before.
const std::string& comment_sql() {
    static const std::string sql =
        "SELECT " + sqlite::comment_columns + " FROM chat_messages AS c WHERE c.id = ?";
    return sql;
}

const std::string& new_comments_sql() {
    static const std::string sql = "SELECT c.rowid, " + sqlite::comment_columns +
                                   " FROM chat_messages AS c WHERE c.rowid > ? AND c.rowid <= ?"
                                   " ORDER BY c.rowid LIMIT ?";
    return sql;
}

const std::string& new_orders_sql() {
    static const std::string sql = "SELECT o.rowid, " + sqlite::order_columns +
                                   " FROM orders AS o WHERE o.rowid > ? AND o.rowid <= ?"
                                   " ORDER BY o.rowid LIMIT ?";
    return sql;
}

const std::string& order_sql() {
    static const std::string sql =
        "SELECT " + sqlite::order_columns + " FROM orders AS o WHERE o.id = ?";
    return sql;
}

const std::string& product_sql() {
    static const std::string sql =
        "SELECT " + sqlite::product_columns + " FROM products WHERE id = ?";
    return sql;
}

const std::string pin_streamer_sql = "SELECT streamer FROM streamer_pins WHERE id = ?";
const std::string& open_pin_sql() {
    static const std::string sql = "SELECT " + sqlite::pin_columns +
                                   " FROM streamer_pins WHERE streamer = ? AND unpinned_at IS NULL"
                                   " AND pinned_by = 'host'";
    return sql;
}

const std::string& payment_sql() {
    static const std::string sql =
        "SELECT o.streamer, o.order_number, p.* FROM (SELECT " + sqlite::payment_columns +
        " FROM payments WHERE id = ?) AS p JOIN orders AS o ON o.id = p.order_id";
    return sql;
}

// Their subject is a list of the streamer and the buyer.
const std::string block_sql =
    "SELECT streamer, buyer, blocked_at IS NOT NULL FROM blocked_buyers"
    " WHERE streamer = json_extract(?1, '$[0]') AND buyer = json_extract(?1, '$[1]')";

using Subjects = std::map<std::string, std::set<std::string>>;

// Those of one kind; what is gone meanwhile is left out.
template <class T>
Result<void> read_subjects(Database& database,
                           const std::set<std::string>& ids,
                           const std::string& sql,
                           T (*read)(RowReader&),
                           std::vector<T>& found) {
    for (const std::string& id : ids) {
        auto row = select_one(database, sql, read, id);
        if (!row) return row.error();
        if (*row) found.push_back(std::move(**row));
    }
    return {};
}

Result<void> read_pins(Database& database,
                       const std::set<std::string>& ids,
                       std::vector<LivePin>& found) {
    std::vector<std::string> names;
    const auto read = read_subjects(database, ids, pin_streamer_sql, read_text, names);
    if (!read) return read.error();
    for (const auto& streamer : std::set<std::string>(names.begin(), names.end())) {
        const auto pin = select_one(database, open_pin_sql(), sqlite::read_pin, streamer);
        if (!pin) return pin.error();
        found.push_back({.streamer = streamer, .pin = *pin});
    }
    return {};
}

// What an entry names may have been found as new in the same look.
template <class T, class IdOf>
void leave_out(std::set<std::string>& ids, const std::vector<T>& found, IdOf id_of) {
    for (const T& one : found) ids.erase(id_of(one));
}

Result<void> read_contents(Database& database, Subjects& subjects, LiveChanges& changes) {
    leave_out(subjects["chat_messages"], changes.comments,
              [](const DecidedComment& one) { return one.comment.id.to_string(); });
    const auto comments = read_subjects(database, subjects["chat_messages"], comment_sql(),
                                        sqlite::read_decided_comment, changes.comments);
    if (!comments) return comments.error();
    leave_out(subjects["orders"], changes.orders,
              [](const Order& one) { return one.id.to_string(); });
    const auto orders = read_subjects(database, subjects["orders"], order_sql(), sqlite::read_order,
                                      changes.orders);
    if (!orders) return orders.error();
    for (const Order& order : changes.orders)
        subjects["products"].insert(order.product.to_string());
    const auto products = read_subjects(database, subjects["products"], product_sql(),
                                        sqlite::read_product, changes.products);
    if (!products) return products.error();
    const auto payments = read_subjects(database, subjects["payments"], payment_sql(),
                                        read_live_payment, changes.payments);
    if (!payments) return payments.error();
    const auto blocks = read_subjects(database, subjects["blocked_buyers"], block_sql,
                                      read_live_block, changes.blocks);
    if (!blocks) return blocks.error();
    return read_pins(database, subjects["streamer_pins"], changes.pins);
}

class SqliteLiveLog final : public LiveLog {
public:
    explicit SqliteLiveLog(std::unique_ptr<SideConnection> connection)
        : connection_(std::move(connection)) {}

    Result<LiveCursor> newest() override {
        const std::lock_guard lock(connection_->mutex);
        sqlite::ReadTransaction moment(connection_->reader);
        const auto begun = moment.begin();
        if (!begun) return begun.error().during("reading the newest change");
        return newest_now();
    }

    Result<bool> reaches_back_to(const LiveCursor& cursor) override {
        const std::lock_guard lock(connection_->mutex);
        sqlite::ReadTransaction moment(connection_->reader);
        const auto begun = moment.begin();
        if (!begun) return begun.error().during("reading the oldest change");
        const auto oldest = one_number(oldest_sql);
        if (!oldest) return oldest.error().during("reading the oldest change");
        const auto newest = newest_now();
        if (!newest) return newest.error();
        bool is_known = *oldest <= cursor.parts[others];
        for (std::size_t part = 0; part < cursor.parts.size(); ++part)
            is_known = is_known && cursor.parts[part] <= newest->parts[part];
        return is_known;
    }

    Result<LiveChanges> changes(const LiveRange& range) override {
        const std::lock_guard lock(connection_->mutex);
        sqlite::ReadTransaction moment(connection_->reader);
        const auto begun = moment.begin();
        if (!begun) return begun.error().during("reading what changed");
        LiveChanges changes;
        changes.upto = range.after;
        const auto read = read_changes(range, changes);
        if (!read) return read.error().during("reading what changed");
        return changes;
    }

    Result<void> forget() override {
        const std::lock_guard lock(connection_->mutex);
        const auto newest = one_number(newest_sql[others]);
        if (!newest) return newest.error().during("reading the newest change");
        const std::int64_t until = *newest - entries_kept;
        while (true) {
            const auto oldest = one_number(oldest_sql);
            if (!oldest) return oldest.error().during("reading the oldest change");
            if (*oldest >= until) return {};
            const auto up_to = std::min(until, *oldest + entries_deleted_at_once);
            const auto deleted =
                connection_->write("forgetting old changes", [&](Database& database) {
                    return database.execute("DELETE FROM live_events WHERE number < ?", up_to);
                });
            if (!deleted) return deleted.error();
        }
    }

private:
    // Inside a transaction.
    Result<LiveCursor> newest_now() {
        LiveCursor cursor;
        for (std::size_t part = 0; part < cursor.parts.size(); ++part) {
            const auto number = one_number(newest_sql[part]);
            if (!number) return number.error().during("reading the newest change");
            cursor.parts[part] = *number;
        }
        return cursor;
    }

    Result<void> read_changes(const LiveRange& range, LiveChanges& changes) {
        auto comments = read_new<DecidedComment, sqlite::read_decided_comment>(
            new_comments_sql(), Part::comments, range, changes);
        if (!comments) return comments.error();
        changes.comments = std::move(*comments);
        auto orders =
            read_new<Order, sqlite::read_order>(new_orders_sql(), Part::orders, range, changes);
        if (!orders) return orders.error();
        changes.orders = std::move(*orders);
        const auto entries =
            select_all(connection_->reader, entries_sql, read_entry, range.after.parts[others],
                       range.until.parts[others], range.entries_max);
        if (!entries) return entries.error();
        changes.is_full = changes.is_full || entries->size() == range.entries_max;
        if (!entries->empty()) changes.upto.parts[others] = entries->back().number;
        Subjects subjects;
        for (const Entry& entry : *entries) subjects[entry.kind].insert(entry.subject);
        return read_contents(connection_->reader, subjects, changes);
    }

    // New rows of one table; notes how far that got.
    template <class T, T (*read)(RowReader&)>
    Result<std::vector<T>> read_new(const std::string& sql,
                                    Part part,
                                    const LiveRange& range,
                                    LiveChanges& changes) {
        auto found =
            select_all(connection_->reader, sql, read_placed<T, read>, range.after.parts[part],
                       range.until.parts[part], range.entries_max);
        if (!found) return found.error();
        changes.is_full = changes.is_full || found->size() == range.entries_max;
        if (!found->empty()) changes.upto.parts[part] = found->back().rowid;
        std::vector<T> rows;
        rows.reserve(found->size());
        for (auto& one : *found) rows.push_back(std::move(one.row));
        return rows;
    }

    Result<std::int64_t> one_number(const std::string& sql) {
        const auto number = select_one(connection_->reader, sql, read_number);
        if (!number) return number.error();
        return number->value_or(0);
    }

    const std::unique_ptr<SideConnection> connection_;
};

}  // namespace

Result<std::unique_ptr<LiveLog>> open_sqlite_live_log(const std::string& path) {
    auto connection = SideConnection::open(path);
    if (!connection) return connection.error();
    return std::unique_ptr<LiveLog>(std::make_unique<SqliteLiveLog>(std::move(*connection)));
}

}  // namespace tts
