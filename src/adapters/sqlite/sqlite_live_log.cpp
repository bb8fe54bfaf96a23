#include "adapters/sqlite/sqlite_live_log.hpp"

#include "adapters/sqlite/payment_rows.hpp"
#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/side_connection.hpp"
#include "adapters/sqlite/store_rows.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace tts {

namespace {

using sqlite::Database;
using sqlite::RowReader;
using sqlite::select_all;
using sqlite::select_one;
using sqlite::SideConnection;

constexpr std::int64_t entries_kept = 200'000;
// A transaction that deletes more would make those wait who store comments.
constexpr std::int64_t entries_deleted_at_once = 5'000;

struct Entry {
    std::int64_t number = 0;
    std::string kind;
    std::string subject;
};

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

const std::string entries_sql =
    "SELECT number, kind, subject FROM live_events WHERE number > ? AND number <= ?"
    " ORDER BY number LIMIT ?";
const std::string bounds_sql = "SELECT coalesce(min(number), 0) FROM live_events";
const std::string newest_sql = "SELECT coalesce(max(number), 0) FROM live_events";
// The columns are known to be set once main() runs, not before.
const std::string& comment_sql() {
    static const std::string sql =
        "SELECT " + sqlite::comment_columns + " FROM chat_messages AS c WHERE c.id = ?";
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
                                   " FROM streamer_pins WHERE streamer = ? AND unpinned_at IS NULL";
    return sql;
}

const std::string& payment_sql() {
    static const std::string sql =
        "SELECT o.streamer, o.order_number, p.* FROM (SELECT " + sqlite::payment_columns +
        " FROM payments WHERE id = ?) AS p JOIN orders AS o ON o.id = p.order_id";
    return sql;
}

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

Result<void> read_contents(Database& database, Subjects& subjects, LiveChanges& changes) {
    const auto comments = read_subjects(database, subjects["chat_messages"], comment_sql(),
                                        sqlite::read_decided_comment, changes.comments);
    if (!comments) return comments.error();
    const auto orders = read_subjects(database, subjects["orders"], order_sql(), sqlite::read_order,
                                      changes.orders);
    if (!orders) return orders.error();
    const auto products = read_subjects(database, subjects["products"], product_sql(),
                                        sqlite::read_product, changes.products);
    if (!products) return products.error();
    const auto payments = read_subjects(database, subjects["payments"], payment_sql(),
                                        read_live_payment, changes.payments);
    if (!payments) return payments.error();
    return read_pins(database, subjects["streamer_pins"], changes.pins);
}

class SqliteLiveLog final : public LiveLog {
public:
    explicit SqliteLiveLog(std::unique_ptr<SideConnection> connection)
        : connection_(std::move(connection)) {}

    Result<LiveCursor> newest() override {
        const std::lock_guard lock(connection_->mutex);
        const auto number = one_number(newest_sql);
        if (!number) return number.error().during("reading the newest change");
        return LiveCursor{.transaction = 0, .number = *number};
    }

    Result<bool> reaches_back_to(const LiveCursor& cursor) override {
        const std::lock_guard lock(connection_->mutex);
        const auto oldest = one_number(bounds_sql);
        if (!oldest) return oldest.error().during("reading the oldest change");
        const auto newest = one_number(newest_sql);
        if (!newest) return newest.error().during("reading the newest change");
        return cursor.transaction == 0 && *oldest <= cursor.number && cursor.number <= *newest;
    }

    Result<LiveChanges> changes(const LiveRange& range) override {
        const std::lock_guard lock(connection_->mutex);
        Database& database = connection_->reader;
        sqlite::ReadTransaction moment(database);
        const auto begun = moment.begin();
        if (!begun) return begun.error().during("reading what changed");
        const auto entries = select_all(database, entries_sql, read_entry, range.after.number,
                                        range.until.number, range.entries_max);
        if (!entries) return entries.error().during("reading what changed");
        LiveChanges changes;
        changes.upto = range.after;
        changes.is_full = entries->size() == range.entries_max;
        if (entries->empty()) return changes;
        Subjects subjects;
        for (const Entry& entry : *entries) subjects[entry.kind].insert(entry.subject);
        changes.upto.number = entries->back().number;
        const auto read = read_contents(database, subjects, changes);
        if (!read) return read.error().during("reading what changed");
        return changes;
    }

    Result<void> forget() override {
        const std::lock_guard lock(connection_->mutex);
        const auto newest = one_number(newest_sql);
        if (!newest) return newest.error().during("reading the newest change");
        const std::int64_t until = *newest - entries_kept;
        while (true) {
            const auto oldest = one_number(bounds_sql);
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
