#include "apps/tiktoksales/orders/webhook_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "core/json_writer.hpp"
#include "dashboard/query.hpp"
#include "http/json_body.hpp"
#include "webhooks/webhook_signature.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t endpoints_max = 10;  // Of one streamer.
constexpr std::size_t url_length_max = 2'000;
constexpr std::size_t page_size = 50;
constexpr std::size_t page_size_max = 500;

constexpr std::array<std::string_view, 9> event_kinds = {
    "order.created", "order.changed",   "order.paid",     "order.cancelled", "order.shipped",
    "order.tracked", "order.delivered", "order.refunded", "payment.refunded"};

std::string read_url(http::JsonBody& body, const FetchRules& rules) {
    auto url = body.text("url", {.length_max = url_length_max});
    if (url.empty()) return url;
    const auto target = parse_fetch_target(url, rules);
    if (!target)
        body.refuse("url", target.error().what());
    else if (!target->trusted && !target->url.starts_with("https://"))
        body.refuse("url", "must begin with https://");
    return url;
}

std::vector<std::string> read_events(http::JsonBody& body) {
    auto events = body.text_list("events", event_kinds.size(), {});
    for (const auto& event : events)
        if (std::ranges::find(event_kinds, event) == event_kinds.end())
            body.refuse("events", "there are no events '" + event + "'", "enum");
    return events;
}

void write_endpoint(JsonWriter& json, const WebhookEndpoint& endpoint) {
    json.member("id", endpoint.id).member("url", endpoint.url).key("events").array();
    for (const auto& event : endpoint.events) json.value(event);
    json.end().member("created_at", endpoint.created_at);
}

Response add_endpoint(WebhookStore& webhooks, const FetchRules& rules, const Request& request) {
    http::JsonBody body(request.body);
    const WebhookEndpoint endpoint{.id = WebhookEndpointId::next(),
                                   .streamer = request.path_value("streamer"),
                                   .url = read_url(body, rules),
                                   .events = read_events(body),
                                   .secret = new_webhook_secret(),
                                   .created_at = now()};
    if (!body.ok()) return body.error_response();
    const auto added = webhooks.add(endpoint, endpoints_max);
    if (!added) return answer_for(added.error());
    JsonWriter json;
    json.object();
    write_endpoint(json, endpoint);
    json.member("secret", endpoint.secret).end();
    auto response = Response::json(201, json.take());
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response list_endpoints(WebhookStore& webhooks, const Request& request) {
    const auto endpoints = webhooks.endpoints(request.path_value("streamer"));
    if (!endpoints) return answer_for(endpoints.error());
    JsonWriter json;
    json.object().key("webhooks").array();
    for (const WebhookEndpoint& endpoint : *endpoints) {
        json.object();
        write_endpoint(json, endpoint);
        json.end();
    }
    json.end().end();
    return Response::json(json.take());
}

Response done() {
    JsonWriter json;
    json.object().member("ok", true).end();
    return Response::json(json.take());
}

Response remove_endpoint(WebhookStore& webhooks, const Request& request) {
    const auto id = WebhookEndpointId::parse(request.path_value("id"));
    if (!id) return Response::error(404, "there is no such webhook");
    const auto removed = webhooks.remove(request.path_value("streamer"), *id, now());
    return removed ? done() : answer_for(removed.error());
}

Response list_deliveries(WebhookStore& webhooks, const Request& request) {
    dashboard::Query query(request);
    WebhookFilter filter{.streamer = request.path_value("streamer"), .status = {}, .limit = 0};
    filter.limit = query.number("limit", {.min = 1, .max = page_size_max, .fallback = page_size});
    if (const auto status = query.text("status"); !status.empty()) {
        filter.status = parse_webhook_status(status);
        if (!filter.status) query.refuse("status", "must be pending, delivered or failed");
    }
    if (!query.ok()) return query.error_response();
    const auto deliveries = webhooks.deliveries(filter);
    if (!deliveries) return answer_for(deliveries.error());
    JsonWriter json;
    json.object().key("deliveries").array();
    for (const WebhookDelivery& delivery : *deliveries)
        json.object()
            .member("webhook_id", delivery.endpoint)
            .member("event_id", delivery.event.id)
            .member("type", delivery.event.kind)
            .member("order_id", delivery.event.order)
            .member("created_at", delivery.event.created_at)
            .member("status", to_string(delivery.status))
            .member("attempts", delivery.attempts)
            .member("due_at", delivery.due_at)
            .member("answer", delivery.answer == 0 ? std::nullopt : std::optional(delivery.answer))
            .member("error", delivery.last_error)
            .end();
    json.end().end();
    return Response::json(json.take());
}

Response replay(WebhookStore& webhooks, const Request& request) {
    const auto id = WebhookEndpointId::parse(request.path_value("id"));
    const auto event = Uuid::parse(request.path_value("event_id"));
    if (!id || !event) return Response::error(404, "no such event was sent to such a webhook");
    const auto replayed = webhooks.replay(request.path_value("streamer"), *id, *event, now());
    return replayed ? done() : answer_for(replayed.error());
}

}  // namespace

void add_webhook_routes(http::Router& router, WebhookStore& webhooks, const FetchRules& rules) {
    const auto with_store = [&webhooks](auto handle) {
        return [&webhooks, handle](const Request& request) { return handle(webhooks, request); };
    };
    router.on("POST", "/streamers/{streamer}/webhooks", [&webhooks, rules](const Request& request) {
        return add_endpoint(webhooks, rules, request);
    });
    router.on("GET", "/streamers/{streamer}/webhooks", with_store(list_endpoints));
    router.on("DELETE", "/streamers/{streamer}/webhooks/{id}", with_store(remove_endpoint));
    router.on("GET", "/streamers/{streamer}/webhooks/deliveries", with_store(list_deliveries));
    router.on("POST", "/streamers/{streamer}/webhooks/{id}/deliveries/{event_id}/replay",
              with_store(replay));
}

}  // namespace tts
