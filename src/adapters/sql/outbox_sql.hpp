#pragma once

#include "adapters/sql/message_columns.hpp"
#include "adapters/sql/session.hpp"
#include "ports/outbox.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace tts::sql {

template <class Row>
Notification read_outbox_row(Row& row) {
    Notification notification;
    notification.id = row.template id<NotificationId>();
    notification.order = row.template id<OrderId>();
    notification.channel = row.parsed(parse_channel);
    notification.recipient = row.text();
    notification.text = row.text();
    notification.retry_count = row.small_integer();
    notification.message_sid = row.text();
    notification.last_error = row.text();
    notification.due_at = row.time();
    notification.created_at = row.time();
    notification.updated_at = row.time();
    notification.streamer = row.text();
    notification.message.kind = row.parsed(parse_message_kind);
    notification.message.language = row.text();
    notification.message.variables = row.parsed(parse_variables);
    notification.email = row.text();
    notification.about = row.template id<NotificationId>();
    notification.valid_until = row.maybe_time();
    return notification;
}

template <class Row>
Unreached read_unreached(Row& row) {
    Unreached unreached;
    unreached.id = row.template id<NotificationId>();
    unreached.buyer = row.text();
    unreached.order_number = row.text();
    unreached.kind = row.parsed(parse_message_kind);
    unreached.text = row.text();
    unreached.reason = row.text();
    unreached.created_at = row.time();
    return unreached;
}

template <class Row>
std::int64_t read_number(Row& row) {
    return row.integer();
}

inline std::optional<std::string> unless_nil(const Uuid& id) {
    if (id.is_nil()) return std::nullopt;
    return id.to_string();
}

inline std::optional<std::string> maybe_time(const std::optional<Timestamp>& time) {
    if (!time) return std::nullopt;
    return to_iso8601(*time);
}

// What read_outbox_row() reads.
inline const std::string outbox_columns =
    "id, order_id, notification_type, recipient_number, body, retry_count, message_sid, "
    "last_error, time(due_at), time(created_at), time(updated_at), streamer, message_kind, "
    "language, variables, email, about, time(valid_until)";

// Rows of settle_many_sql().
constexpr std::size_t settled_at_once = 32;

// Changes nothing but its own row, which nothing follows.
inline bool is_plain(const OutboxChange& change) {
    return change.notification.about.is_nil() && !change.next;
}

inline std::string settle_many_sql() {
    constexpr std::array<std::string_view, 10> types = {
        "uuid",        "text", "text",        "int",  "text",
        "timestamptz", "text", "timestamptz", "text", "text"};
    std::string rows;
    std::size_t parameter = 0;
    for (std::size_t row = 0; row < settled_at_once; ++row) {
        rows += row > 0 ? ", (" : "(";
        for (std::size_t i = 0; i < types.size(); ++i)
            rows +=
                (i > 0 ? ", $" : "$") + std::to_string(++parameter) + "::" + std::string(types[i]);
        rows += ")";
    }
    return "UPDATE payment_notifications AS n SET "
           "status = CASE WHEN n.status = 'failed' THEN n.status ELSE s.column2 END, "
           "last_error = CASE WHEN n.status = 'failed' THEN n.last_error ELSE s.column3 END, "
           "retry_count = s.column4, message_sid = s.column5, due_at = s.column6, "
           "body = s.column7, leased_until = NULL, updated_at = s.column8, "
           "reach = coalesce(s.column9, n.reach), "
           "reach_reason = coalesce(s.column10, n.reach_reason), followed_up = false "
           "FROM (VALUES " +
           rows + ") AS s WHERE n.id = s.column1 AND NOT n.followed_up AND n.status <> 'sent'";
}

// Outbox on either database.
template <class Session>
class SqlOutbox final : public Outbox {
public:
    template <class... Args>
    explicit SqlOutbox(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<void> add(const Notification& notification) override {
        const std::lock_guard lock(session_.mutex);
        const auto added = insert(notification);
        if (!added) return added.error().during("storing a notification");
        return {};
    }

    Result<std::vector<Notification>> take_due(Timestamp now,
                                               std::chrono::milliseconds lease,
                                               std::size_t limit) override;
    Result<std::vector<Notification>> failed_later(std::size_t limit) override;
    Result<bool> begin_attempt(const Notification& notification, Timestamp until) override;
    Result<void> settle(std::span<const OutboxChange> changes) override;
    Result<std::int64_t> count_sent(const SentCount& which) override;
    Result<std::vector<Unreached>> unreached(const std::string& streamer,
                                             std::size_t limit) override;

private:
    using Row = typename Session::Row;

    Result<bool> anything_due(const std::string& time);
    Result<void> insert(const Notification& row);
    Result<void> settle_all(std::span<const OutboxChange> changes);
    Result<void> settle_one(const OutboxChange& change);
    Result<void> settle_many(std::span<const OutboxChange* const> changes);

    Session session_;
};

// Dispatchers ask often and mostly in vain: that must not wait for a writer.
template <class Session>
Result<bool> SqlOutbox<Session>::anything_due(const std::string& time) {
    const auto due = session_.select(
        "SELECT count(*) FROM (SELECT 1 AS one FROM payment_notifications "
        "WHERE status = 'pending' AND due_at <= $1::timestamptz "
        "AND (leased_until IS NULL OR leased_until <= $1::timestamptz) LIMIT 1) AS due",
        {time}, read_number<Row>);
    if (!due) return due.error();
    return due->front() > 0;
}

template <class Session>
Result<std::vector<Notification>> SqlOutbox<Session>::take_due(Timestamp now,
                                                               std::chrono::milliseconds lease,
                                                               std::size_t limit) {
    static const std::string sql =
        "UPDATE payment_notifications SET leased_until = $2::timestamptz WHERE id IN ("
        "SELECT id FROM payment_notifications WHERE status = 'pending' "
        "AND due_at <= $1::timestamptz "
        "AND (leased_until IS NULL OR leased_until <= $1::timestamptz) "
        "ORDER BY due_at, id LIMIT $3::bigint FOR UPDATE SKIP LOCKED) RETURNING " +
        outbox_columns;
    const std::lock_guard lock(session_.mutex);
    std::vector<Notification> taken;
    const auto time = to_iso8601(now);
    const auto due = anything_due(time);
    if (!due) return due.error().during("taking notifications");
    if (!*due) return taken;
    const auto done = session_.in_transaction("taking notifications", [&]() -> Result<void> {
        auto rows =
            session_.select(sql.c_str(), {time, to_iso8601(now + lease), std::to_string(limit)},
                            read_outbox_row<Row>);
        if (!rows) return rows.error();
        taken = std::move(*rows);
        return {};
    });
    if (!done) return done.error();
    std::ranges::sort(taken, {},
                      [](const Notification& one) { return std::tie(one.due_at, one.id); });
    return taken;
}

template <class Session>
Result<std::vector<Notification>> SqlOutbox<Session>::failed_later(std::size_t limit) {
    static const std::string sql = "SELECT " + outbox_columns +
                                   " FROM payment_notifications WHERE status = 'failed' "
                                   "AND about IS NOT NULL AND NOT followed_up "
                                   "ORDER BY id LIMIT $1::bigint";
    const std::lock_guard lock(session_.mutex);
    auto rows = session_.select(sql.c_str(), {std::to_string(limit)}, read_outbox_row<Row>);
    if (!rows) return rows.error().during("looking for messages that failed");
    for (Notification& row : *rows) row.status = NotificationStatus::failed;
    return rows;
}

template <class Session>
Result<bool> SqlOutbox<Session>::begin_attempt(const Notification& notification, Timestamp until) {
    const std::lock_guard lock(session_.mutex);
    const auto written = session_.execute(
        "UPDATE payment_notifications SET retry_count = retry_count + 1, "
        "leased_until = $3::timestamptz "
        "WHERE id = $1::uuid AND retry_count = $2::int AND status = 'pending'",
        {notification.id.to_string(), std::to_string(notification.retry_count), to_iso8601(until)});
    if (!written) return written.error().during("noting that a message will be sent");
    return *written > 0;
}

template <class Session>
Result<void> SqlOutbox<Session>::settle(std::span<const OutboxChange> changes) {
    if (changes.empty()) return {};
    const std::lock_guard lock(session_.mutex);
    return session_.in_transaction("settling notifications", [&] { return settle_all(changes); });
}

template <class Session>
Result<void> SqlOutbox<Session>::settle_all(std::span<const OutboxChange> changes) {
    std::vector<const OutboxChange*> plain;
    for (const OutboxChange& change : changes) {
        if (is_plain(change)) {
            plain.push_back(&change);
            continue;
        }
        const auto settled = settle_one(change);
        if (!settled) return settled.error();
    }
    for (std::size_t i = 0; i < plain.size(); i += settled_at_once) {
        const auto count = std::min(settled_at_once, plain.size() - i);
        const auto settled = settle_many(std::span(plain).subspan(i, count));
        if (!settled) return settled.error();
    }
    return {};
}

// Messages that stay in the program are most of them: many in one statement.
template <class Session>
Result<void> SqlOutbox<Session>::settle_many(std::span<const OutboxChange* const> changes) {
    static const std::string sql = settle_many_sql();
    Parameters values;
    for (std::size_t i = 0; i < settled_at_once; ++i) {
        // What fills up the statement names no row.
        const bool is_filler = i >= changes.size();
        const OutboxChange& change = *changes[is_filler ? 0 : i];
        const Notification& row = change.notification;
        values.emplace_back(is_filler ? Uuid{}.to_string() : row.id.to_string());
        values.emplace_back(std::string(to_string(row.status)));
        values.emplace_back(row.last_error);
        values.emplace_back(std::to_string(row.retry_count));
        values.emplace_back(row.message_sid);
        values.emplace_back(to_iso8601(row.due_at));
        values.emplace_back(row.text);
        values.emplace_back(to_iso8601(row.updated_at));
        values.push_back(change.reach ? std::optional(std::string(to_string(*change.reach)))
                                      : std::nullopt);
        values.push_back(change.reach ? std::optional(change.reach_reason) : std::nullopt);
    }
    const auto written = session_.execute(sql.c_str(), values);
    if (!written) return written.error();
    return {};
}

template <class Session>
Result<void> SqlOutbox<Session>::settle_one(const OutboxChange& change) {
    const Notification& row = change.notification;
    const bool is_own = row.about.is_nil();
    const bool is_followed = !is_own && row.status == NotificationStatus::failed;
    Parameters reach = {std::nullopt, std::nullopt};
    if (change.reach) reach = {std::string(to_string(*change.reach)), change.reach_reason};
    const auto written = session_.execute(
        "UPDATE payment_notifications SET "
        "status = CASE WHEN status = 'failed' THEN status ELSE $2::text END, "
        "last_error = CASE WHEN status = 'failed' THEN last_error ELSE $3::text END, "
        "retry_count = $4::int, message_sid = $5::text, due_at = $6::timestamptz, "
        "body = $7::text, followed_up = $8::boolean, leased_until = NULL, "
        "updated_at = $9::timestamptz, reach = coalesce($10::text, reach), "
        "reach_reason = coalesce($11::text, reach_reason) "
        "WHERE id = $1::uuid AND NOT followed_up AND status <> 'sent'",
        {row.id.to_string(), std::string(to_string(row.status)), row.last_error,
         std::to_string(row.retry_count), row.message_sid, to_iso8601(row.due_at), row.text,
         flag(is_followed), to_iso8601(row.updated_at), is_own ? reach[0] : std::nullopt,
         is_own ? reach[1] : std::nullopt});
    if (!written) return written.error();
    if (*written == 0) return {};
    if (!is_own && change.reach) {
        const auto told = session_.execute(
            "UPDATE payment_notifications SET reach = $2::text, reach_reason = $3::text "
            "WHERE id = $1::uuid",
            {row.about.to_string(), reach[0], reach[1]});
        if (!told) return told.error();
    }
    return change.next ? insert(*change.next) : Result<void>();
}

template <class Session>
Result<void> SqlOutbox<Session>::insert(const Notification& row) {
    const auto written = session_.execute(
        "INSERT INTO payment_notifications (id, order_id, notification_type, recipient_number, "
        "message_sid, status, retry_count, created_at, updated_at, body, due_at, last_error, "
        "streamer, message_kind, language, variables, email, about, valid_until) VALUES "
        "($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::text, $7::int, $8::timestamptz, "
        "$9::timestamptz, $10::text, $11::timestamptz, $12::text, $13::text, $14::text, "
        "$15::text, $16::jsonb, $17::text, $18::uuid, $19::timestamptz)",
        {row.id.to_string(), unless_nil(row.order.value), std::string(to_string(row.channel)),
         row.recipient, row.message_sid, std::string(to_string(row.status)),
         std::to_string(row.retry_count), to_iso8601(row.created_at), to_iso8601(row.updated_at),
         row.text, to_iso8601(row.due_at), row.last_error, row.streamer,
         std::string(to_string(row.message.kind)), row.message.language,
         variables_to_json(row.message.variables), row.email, unless_nil(row.about.value),
         maybe_time(row.valid_until)});
    if (!written) return written.error();
    return {};
}

template <class Session>
Result<std::int64_t> SqlOutbox<Session>::count_sent(const SentCount& which) {
    constexpr auto to_one =
        "SELECT count(*) FROM payment_notifications WHERE notification_type <> 'in_app' "
        "AND recipient_number = $1::text AND created_at >= $2::timestamptz "
        "AND status <> 'failed'";
    constexpr auto over_one =
        "SELECT count(*) FROM payment_notifications WHERE notification_type <> 'in_app' "
        "AND notification_type = $1::text AND created_at >= $2::timestamptz "
        "AND status <> 'failed'";
    const std::lock_guard lock(session_.mutex);
    const auto counted =
        session_.select(which.channel ? over_one : to_one,
                        {which.channel ? std::string(to_string(*which.channel)) : which.recipient,
                         to_iso8601(which.since)},
                        read_number<Row>);
    if (!counted) return counted.error().during("counting messages");
    return counted->front();
}

template <class Session>
Result<std::vector<Unreached>> SqlOutbox<Session>::unreached(const std::string& streamer,
                                                             std::size_t limit) {
    const std::lock_guard lock(session_.mutex);
    auto rows = session_.select(
        "SELECT n.id, n.recipient_number, o.order_number, n.message_kind, n.body, n.reach_reason, "
        "time(n.created_at) FROM payment_notifications AS n "
        "LEFT JOIN orders AS o ON o.id = n.order_id "
        "WHERE n.streamer = $1::text AND n.reach = 'unreached' ORDER BY n.id DESC "
        "LIMIT $2::bigint",
        {streamer, std::to_string(limit)}, read_unreached<Row>);
    if (!rows) return rows.error().during("listing buyers who were not reached");
    return rows;
}

}  // namespace tts::sql
