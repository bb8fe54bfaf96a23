#include "adapters/postgres/outbox_table.hpp"

#include "adapters/postgres/names.hpp"
#include "adapters/postgres/sql_array.hpp"
#include "adapters/sql/message_columns.hpp"

namespace tts::postgres {

namespace {

using Row = Notification;

}  // namespace

Statement insert_notifications(std::span<const Notification> notifications,
                               const std::optional<std::string>& no_address_reason) {
    const auto may_be_told = [&](const Row& row) {
        return no_address_reason && sql::only_has_to_be_shown(row);
    };
    // OFFSET 0 keeps the planner from looking three times, once for each column.
    return {
        "INSERT INTO payment_notifications (id, order_id, notification_type, recipient_number, "
        "message_sid, status, retry_count, created_at, updated_at, body, due_at, last_error, "
        "streamer, message_kind, language, variables, email, about, valid_until, reach, "
        "reach_reason) "
        "SELECT n.id, n.order_id, n.type, n.recipient, n.sid, "
        "CASE WHEN n.is_told THEN 'sent' ELSE n.status END, n.retries, n.created_at, "
        "n.updated_at, n.body, n.due_at, n.error, n.streamer, n.kind, n.language, n.variables, "
        "n.email, n.about, n.valid_until, "
        "CASE WHEN n.is_told AND n.order_id IS NOT NULL THEN 'unreached' ELSE '' END, "
        "CASE WHEN n.is_told AND n.order_id IS NOT NULL THEN $22 ELSE '' END "
        "FROM (SELECT m.*, m.may_be_told AND NOT EXISTS (SELECT FROM buyer_contacts AS c "
        "WHERE c.streamer = m.streamer AND c.handle = m.recipient) AND NOT EXISTS "
        "(SELECT FROM message_templates AS t WHERE t.streamer = m.streamer) AND "
        "(m.leads_nowhere OR NOT EXISTS (SELECT FROM show_rules AS r "
        "WHERE r.streamer = m.streamer AND r.platform_rules <> 'free')) AS is_told "
        "FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], "
        "$6::text[], $7::int[], $8::timestamptz[], $9::timestamptz[], $10::text[], "
        "$11::timestamptz[], $12::text[], $13::text[], $14::text[], $15::text[], $16::jsonb[], "
        "$17::text[], $18::uuid[], $19::timestamptz[], $20::bool[], $21::bool[]) "
        "AS m (id, order_id, type, recipient, sid, status, retries, created_at, updated_at, body, "
        "due_at, error, streamer, kind, language, variables, email, about, valid_until, "
        "may_be_told, leads_nowhere) OFFSET 0) AS n",
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
            array_of(notifications, &Row::streamer),
            array_of(notifications, [](const Row& row) { return to_string(row.message.kind); }),
            array_of(notifications, [](const Row& row) { return row.message.language; }),
            array_of(notifications,
                     [](const Row& row) { return sql::variables_to_json(row.message.variables); }),
            array_of(notifications, &Row::email),
            array_of(notifications, [](const Row& row) { return unless_nil(row.about); }),
            array_of(notifications, &Row::valid_until),
            array_of(notifications, may_be_told),
            array_of(notifications, sql::leads_nowhere),
            no_address_reason.value_or(""),
        }};
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
