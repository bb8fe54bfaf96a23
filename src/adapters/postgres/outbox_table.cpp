#include "adapters/postgres/outbox_table.hpp"

#include "adapters/postgres/names.hpp"
#include "adapters/postgres/sql_array.hpp"

namespace tts::postgres {

namespace {

using Row = Notification;

}  // namespace

Statement insert_notifications(std::span<const Notification> notifications) {
    return {
        "INSERT INTO payment_notifications (id, order_id, notification_type, recipient_number, "
        "message_sid, status, retry_count, created_at, updated_at, body, due_at, last_error) "
        "SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], "
        "$6::text[], $7::int[], $8::timestamptz[], $9::timestamptz[], $10::text[], "
        "$11::timestamptz[], $12::text[])",
        {
            array_of(notifications, &Row::id),
            array_of(notifications, [](const Row& row) { return unless_nil(row.order); }),
            array_of(notifications, [](const Row& row) { return to_string(row.channel); }),
            array_of(notifications, &Row::recipient),
            array_of(notifications, &Row::message_sid),
            array_of(notifications, [](const Row& row) { return to_string(row.status); }),
            array_of(notifications, &Row::retry_count),
            array_of(notifications, &Row::created_at),
            array_of(notifications, &Row::updated_at),
            array_of(notifications, &Row::text),
            array_of(notifications, &Row::due_at),
            array_of(notifications, &Row::last_error),
        }};
}

Statement settle(std::span<const Notification> notifications) {
    return {
        "UPDATE payment_notifications AS n SET status = s.status, retry_count = s.retry_count, "
        "message_sid = s.message_sid, last_error = s.last_error, due_at = s.due_at, "
        "leased_until = NULL, updated_at = now() FROM unnest($1::uuid[], $2::text[], $3::int[], "
        "$4::text[], $5::text[], $6::timestamptz[]) "
        "AS s (id, status, retry_count, message_sid, last_error, due_at) WHERE n.id = s.id",
        {
            array_of(notifications, &Row::id),
            array_of(notifications, [](const Row& row) { return to_string(row.status); }),
            array_of(notifications, &Row::retry_count),
            array_of(notifications, &Row::message_sid),
            array_of(notifications, &Row::last_error),
            array_of(notifications, &Row::due_at),
        }};
}

Statement take_due(const Lease& lease) {
    return {
        "WITH taken AS (UPDATE payment_notifications SET leased_until = $2, "
        "updated_at = now() WHERE id IN (SELECT id FROM payment_notifications "
        "WHERE status = 'pending' AND due_at <= $1 "
        "AND (leased_until IS NULL OR leased_until <= $1) "
        "ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING *) "
        "SELECT " +
            notification_columns() + " FROM taken ORDER BY due_at, id",
        {to_iso8601(lease.now), to_iso8601(lease.until), std::to_string(lease.limit)}};
}

std::string notification_columns() {
    return "id, order_id, notification_type, recipient_number, body, status, retry_count, "
           "message_sid, last_error, " +
           ms("due_at") + ", " + ms("created_at") + ", " + ms("updated_at");
}

Notification read_notification(RowReader& row) {
    Notification notification;
    notification.id = row.id<NotificationId>();
    notification.order = row.id<OrderId>();
    notification.channel = row.parsed(parse_channel);
    notification.recipient = row.text();
    notification.text = row.text();
    notification.status = row.parsed(parse_notification_status);
    notification.retry_count = row.small_integer();
    notification.message_sid = row.text();
    notification.last_error = row.text();
    notification.due_at = row.time();
    notification.created_at = row.time();
    notification.updated_at = row.time();
    return notification;
}

}  // namespace tts::postgres
