#pragma once

#include "adapters/sql/session.hpp"
#include "ports/webhook_store.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

// ' order.paid order.shipped ': a kind is found with the spaces around it.
inline std::string packed_events(const std::vector<std::string>& events) {
    if (events.empty()) return "*";
    std::string packed = " ";
    for (const auto& event : events) packed += event + " ";
    return packed;
}

inline std::vector<std::string> unpacked_events(const std::string& packed) {
    std::vector<std::string> events;
    if (packed == "*") return events;
    for (std::size_t at = 1; at < packed.size();) {
        const auto end = packed.find(' ', at);
        events.push_back(packed.substr(at, end - at));
        at = end == std::string::npos ? end : end + 1;
    }
    return events;
}

template <class Row>
WebhookEndpoint read_webhook_endpoint(Row& row) {
    WebhookEndpoint endpoint;
    endpoint.id = row.template id<WebhookEndpointId>();
    endpoint.streamer = row.text();
    endpoint.url = row.text();
    endpoint.events = unpacked_events(row.text());
    endpoint.created_at = row.time();
    return endpoint;
}

template <class Row>
WebhookDelivery read_webhook_delivery(Row& row) {
    WebhookDelivery delivery;
    delivery.endpoint = row.template id<WebhookEndpointId>();
    delivery.url = row.text();
    delivery.secret = row.text();
    delivery.event.id = row.uuid();
    delivery.event.order = row.template id<OrderId>();
    delivery.event.kind = row.text();
    delivery.event.payload = row.text();
    delivery.event.created_at = row.time();
    delivery.status = row.parsed(parse_webhook_status);
    delivery.attempts = row.small_integer();
    delivery.begun_at = row.time();
    delivery.due_at = row.time();
    delivery.answer = row.small_integer();
    delivery.last_error = row.text();
    delivery.lease = row.uuid();
    return delivery;
}

// WebhookStore on either database.
template <class Session>
class SqlWebhookStore final : public WebhookStore {
    using Row = typename Session::Row;

public:
    template <class... Args>
    explicit SqlWebhookStore(Args&&... args) : session_(std::forward<Args>(args)...) {}

    // The count is of the same statement; two that are added at once may both find room.
    Result<void> add(const WebhookEndpoint& endpoint, std::size_t endpoints_max) override {
        const std::lock_guard lock(session_.mutex);
        const auto added = session_.execute(
            "INSERT INTO webhook_endpoints (id, streamer, url, events, secret, created_at) "
            "SELECT $1::uuid, $2::text, $3::text, $4::text, $5::text, $6::timestamptz "
            "WHERE (SELECT count(*) FROM webhook_endpoints WHERE streamer = $2::text "
            "AND removed_at IS NULL) < CAST($7::bigint AS bigint)",
            {endpoint.id.to_string(), endpoint.streamer, endpoint.url,
             packed_events(endpoint.events), endpoint.secret, to_iso8601(endpoint.created_at),
             std::to_string(endpoints_max)});
        if (!added) return added.error().during("adding a webhook");
        if (*added == 1) return {};
        return Error(Errc::conflict, "there are " + std::to_string(endpoints_max) +
                                         " webhooks already: remove one first");
    }

    Result<std::vector<WebhookEndpoint>> endpoints(const std::string& streamer) override {
        const std::lock_guard lock(session_.mutex);
        auto found = session_.select(
            "SELECT id, streamer, url, events, time(created_at) FROM webhook_endpoints "
            "WHERE streamer = $1::text AND removed_at IS NULL ORDER BY created_at, id",
            {streamer}, read_webhook_endpoint<Row>);
        if (!found) return found.error().during("listing webhooks");
        return found;
    }

    Result<void> remove(const std::string& streamer,
                        const WebhookEndpointId& id,
                        Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        return session_.in_transaction("removing a webhook", [&]() -> Result<void> {
            const auto removed = session_.execute(
                "UPDATE webhook_endpoints SET removed_at = $3::timestamptz, secret = '' "
                "WHERE streamer = $1::text AND id = $2::uuid AND removed_at IS NULL",
                {streamer, id.to_string(), to_iso8601(at)});
            if (!removed) return removed.error();
            if (*removed == 0) return Error(Errc::not_found, "there is no such webhook");
            const auto ended = session_.execute(
                "UPDATE webhook_deliveries SET status = 'failed', lease = NULL, "
                "last_error = 'the webhook was removed' "
                "WHERE endpoint_id = $1::uuid AND status = 'pending'",
                {id.to_string()});
            if (!ended) return ended.error();
            return {};
        });
    }

    Result<std::vector<WebhookDelivery>> take(Timestamp now,
                                              std::chrono::milliseconds lease,
                                              std::size_t limit) override {
        const std::lock_guard lock(session_.mutex);
        const std::string token = Uuid::next().to_string();
        std::vector<WebhookDelivery> taken;
        const auto done = session_.in_transaction("taking webhooks", [&]() -> Result<void> {
            // Who waits for a row that another takes right now looks at all conditions again.
            const auto leased = session_.execute(
                "UPDATE webhook_deliveries SET lease = $2::uuid, leased_until = $3::timestamptz "
                "WHERE status = 'pending' AND due_at <= $1::timestamptz "
                "AND (leased_until IS NULL OR leased_until <= $1::timestamptz) "
                "AND (endpoint_id, event_id) IN (SELECT d.endpoint_id, d.event_id "
                "FROM webhook_deliveries AS d WHERE d.status = 'pending' "
                "AND d.due_at <= $1::timestamptz AND (d.leased_until IS NULL "
                "OR d.leased_until <= $1::timestamptz) ORDER BY d.due_at, d.event_id "
                "LIMIT $4::bigint)",
                {to_iso8601(now), token, to_iso8601(now + lease), std::to_string(limit)});
            if (!leased) return leased.error();
            if (*leased == 0) return {};
            static const std::string sql =
                std::string(select_sql) + " WHERE d.lease = $1::uuid ORDER BY d.due_at, d.event_id";
            auto rows = session_.select(sql.c_str(), {token}, read_webhook_delivery<Row>);
            if (!rows) return rows.error();
            taken = std::move(*rows);
            return {};
        });
        if (!done) return done.error();
        return taken;
    }

    Result<void> settle(const WebhookDelivery& delivery) override {
        const std::lock_guard lock(session_.mutex);
        const auto settled = session_.execute(
            "UPDATE webhook_deliveries SET status = $4::text, attempts = $5::integer, "
            "due_at = $6::timestamptz, answer = $7::integer, last_error = $8::text, lease = NULL, "
            "leased_until = NULL WHERE endpoint_id = $1::uuid AND event_id = $2::uuid "
            "AND lease = $3::uuid",
            {delivery.endpoint.to_string(), delivery.event.id.to_string(),
             delivery.lease.to_string(), std::string(to_string(delivery.status)),
             std::to_string(delivery.attempts), to_iso8601(delivery.due_at),
             std::to_string(delivery.answer), delivery.last_error});
        if (!settled) return settled.error().during("settling a webhook");
        return {};
    }

    Result<std::vector<WebhookDelivery>> deliveries(const WebhookFilter& filter) override {
        const std::lock_guard lock(session_.mutex);
        static const std::string sql =
            std::string(select_sql) +
            " WHERE w.streamer = $1::text AND ($2::text = '' OR d.status = $2::text) "
            "ORDER BY e.created_at DESC, d.event_id DESC LIMIT $3::bigint";
        auto found = session_.select(
            sql.c_str(),
            {filter.streamer, filter.status ? std::string(to_string(*filter.status)) : "",
             std::to_string(filter.limit)},
            read_webhook_delivery<Row>);
        if (!found) return found.error().during("listing webhooks that were sent");
        return found;
    }

    Result<void> replay(const std::string& streamer,
                        const WebhookEndpointId& endpoint,
                        const Uuid& event,
                        Timestamp at) override {
        const std::lock_guard lock(session_.mutex);
        const auto replayed = session_.execute(
            "UPDATE webhook_deliveries SET status = 'pending', attempts = 0, "
            "begun_at = $4::timestamptz, due_at = $4::timestamptz, lease = NULL, "
            "leased_until = NULL WHERE endpoint_id = $2::uuid AND event_id = $3::uuid "
            "AND EXISTS (SELECT 1 FROM webhook_endpoints AS w WHERE w.id = endpoint_id "
            "AND w.streamer = $1::text AND w.removed_at IS NULL)",
            {streamer, endpoint.to_string(), event.to_string(), to_iso8601(at)});
        if (!replayed) return replayed.error().during("sending a webhook again");
        if (*replayed == 0)
            return Error(Errc::not_found, "no such event was sent to such a webhook");
        return {};
    }

private:
    static constexpr const char* select_sql =
        "SELECT d.endpoint_id, w.url, w.secret, e.id, e.order_id, e.kind, e.payload, "
        "time(e.created_at), d.status, d.attempts, time(d.begun_at), time(d.due_at), d.answer, "
        "d.last_error, d.lease FROM webhook_deliveries AS d "
        "JOIN webhook_endpoints AS w ON w.id = d.endpoint_id "
        "JOIN order_events AS e ON e.id = d.event_id";

    Session session_;
};

}  // namespace tts::sql
