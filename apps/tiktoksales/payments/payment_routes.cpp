#include "apps/tiktoksales/payments/payment_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/payments/pay_body.hpp"
#include "core/json_writer.hpp"
#include "core/log.hpp"
#include "core/text.hpp"

#include <charconv>

namespace tts {

using namespace std::chrono_literals;

namespace {

using http::Request;
using http::Response;

constexpr std::size_t key_bytes_max = 255;
constexpr std::size_t event_page_size = 50;
constexpr std::size_t event_page_size_max = 500;
constexpr std::chrono::seconds settle_pause{5};
constexpr std::chrono::minutes reconcile_pause{1};
// Stripe's events are a few kilobytes; its largest stay far below this.
constexpr std::size_t event_bytes_max = 512 * 1024;

// The contract knows three: money that went back was paid before.
std::string_view contract_status(PaymentStatus status) {
    return to_string(status == PaymentStatus::refunded ? PaymentStatus::completed : status);
}

std::string message_of(const Payment& payment) {
    if (payment.status == PaymentStatus::refunded) return "refunded";
    if (!payment.message.empty()) return payment.message;
    if (payment.status == PaymentStatus::completed) return "paid";
    if (payment.status == PaymentStatus::failed) return "not paid";
    return payment.pay_url.empty() ? "waiting for the buyer to pay"
                                   : "the buyer pays at payment_url";
}

void write_payment(JsonWriter& json, const Payment& payment) {
    json.member("payment_id", payment.id)
        .member("order_id", payment.order)
        .member("status", contract_status(payment.status))
        .member("amount", payment.amount)
        .member("refunded", payment.refunded)
        .member("currency", payment.currency)
        .member("message", message_of(payment))
        .member("provider", payment.provider)
        .member("livemode", payment.livemode)
        .member("payment_url",
                payment.pay_url.empty() ? std::nullopt : std::optional(payment.pay_url));
}

Response bad_key() {
    return http::validation_error({{.location = {"header", "Idempotency-Key"},
                                    .message = "must be printable text of at most 255 bytes",
                                    .type = "value_error"}});
}

// Nothing if it may not be used; empty if there is none.
std::optional<std::string> read_key(const Request& request) {
    std::string key(request.header("idempotency-key").value_or(""));
    if (key.size() > key_bytes_max || !is_utf8(key) || has_control_characters(key))
        return std::nullopt;
    return key;
}

Response process_payment(PaymentParts& parts, const Gate& gate, const Request& request) {
    PayBody body(request.body);
    auto key = read_key(request);
    if (!key) return bad_key();
    if (!body.ok()) return body.error_response();
    const auto order = parts.store().order(body.order());
    if (!order && order.error().code() != Errc::not_found) return answer_for(order.error());
    if (!order || gate.hides(*order, request)) {
        body.refuse_order("there is no such order");
        return body.error_response();
    }
    body.compare(*order);
    if (!body.ok()) return body.error_response();

    PayRequest wish = body.request();
    wish.idempotency_key = std::move(*key);
    const auto started = parts.desk().process(*order, wish);
    if (!started) return answer_for(started.error());
    JsonWriter json;
    json.object();
    write_payment(json, started->payment);
    json.member("order_number", order->number)
        .member("client_secret", started->client_secret.empty()
                                     ? std::nullopt
                                     : std::optional(started->client_secret))
        .end();
    auto response = Response::json(json.take());
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

Response show_payment(PaymentParts& parts, const Gate& gate, const Request& request) {
    const auto unknown = [&] {
        return Response::error(404, "there is no payment " + request.path_value("payment_id"));
    };
    const auto id = PaymentId::parse(request.path_value("payment_id"));
    if (!id) return unknown();
    const auto payment = parts.store().find(*id);
    if (!payment && payment.error().code() == Errc::not_found) return unknown();
    if (!payment) return answer_for(payment.error());
    const auto order = parts.store().order(payment->order.to_string());
    if (!order) return answer_for(order.error());
    if (gate.hides(*order, request)) return unknown();
    JsonWriter json;
    json.object();
    write_payment(json, *payment);
    json.member("order_number", order->number).end();
    return Response::json(json.take());
}

// A seller's own order by the number in the path, or the answer why not.
Result<Order> own_order(PaymentParts& parts, const Gate& gate, const Request& request) {
    const auto& number = request.path_value("order_number");
    auto order = parts.store().order(number);
    if (!order && order.error().code() != Errc::not_found) return order;
    if (!order || gate.hides(*order, request))
        return Error(Errc::not_found, "there is no order " + number);
    return order;
}

Response confirm_payment(PaymentParts& parts, const Gate& gate, const Request& request) {
    const auto order = own_order(parts, gate, request);
    if (!order) return answer_for(order.error());
    const auto payment = parts.desk().confirm(*order);
    if (!payment) return answer_for(payment.error());
    JsonWriter json;
    json.object();
    write_payment(json, *payment);
    json.member("order_number", order->number).end();
    return Response::json(json.take());
}

Response refund_payment(PaymentParts& parts, const Gate& gate, const Request& request) {
    RefundOrder wish;
    auto key = read_key(request);
    if (!key) return bad_key();
    wish.idempotency_key = std::move(*key);
    http::JsonBody body(request.body.empty() ? "{}" : std::string_view(request.body));
    if (body.has("amount")) wish.amount = body.money("amount");
    if (body.ok() && wish.amount && *wish.amount == Money())
        body.refuse("amount", "Input should be greater than 0", "greater_than");
    if (!body.ok()) return body.error_response();

    const auto order = own_order(parts, gate, request);
    if (!order) return answer_for(order.error());
    const auto refunded = parts.refunds().refund(*order, wish);
    if (!refunded) return answer_for(refunded.error());
    JsonWriter json;
    json.object()
        .member("refund_id", refunded->refund.id)
        .member("refund_status", to_string(refunded->refund.status))
        .member("refund_amount", refunded->refund.amount)
        .member("refund_message", refunded->refund.message);
    write_payment(json, refunded->payment);
    json.member("order_number", order->number).end();
    return Response::json(json.take());
}

// Without its secret no signature is a good one.
Response not_set_up() {
    return Response::error(400,
                           "the signature cannot be checked, because Stripe is not set up: set "
                           "payments.provider = stripe, STRIPE_API_KEY and STRIPE_WEBHOOK_SECRET");
}

Response take_stripe_event(PaymentParts& parts, const Request& request) {
    if (!parts.takes_stripe_events()) return not_set_up();
    const auto signature = request.header("stripe-signature").value_or("");
    const auto outcome = parts.desk().receive(request.body, signature, now());
    if (!outcome && outcome.error().code() == Errc::unavailable) return answer_for(outcome.error());
    if (!outcome) {
        log_event(Level::warning, "webhook_refused",
                  {{"from", request.remote_address}, {"why", outcome.error().what()}});
        return Response::error(400, outcome.error().what());
    }
    JsonWriter json;
    json.object().member("received", true).member("outcome", to_string(*outcome)).end();
    return Response::json(json.take());
}

std::optional<std::size_t> read_limit(const Request& request) {
    const auto text = request.query_value("limit");
    if (!text) return event_page_size;
    std::size_t limit = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
    const bool all_read = error == std::errc() && end == text->data() + text->size();
    if (!all_read || limit < 1 || limit > event_page_size_max) return std::nullopt;
    return limit;
}

// Without the bodies, which hold what buyers told Stripe.
Response list_events(PaymentParts& parts, const Request& request) {
    const auto limit = read_limit(request);
    if (!limit)
        return http::validation_error({{.location = {"query", "limit"},
                                        .message = "must be a number from 1 to 500",
                                        .type = "value_error"}});
    const auto events = parts.store().events(
        {.outcome = std::string(request.query_value("outcome").value_or("")), .limit = *limit});
    if (!events) return answer_for(events.error());
    JsonWriter json;
    json.object().key("events").array();
    for (const PaymentEvent& event : *events)
        json.object()
            .member("id", event.id)
            .member("provider", event.provider)
            .member("kind", event.kind)
            .member("outcome", event.outcome.empty() ? "waiting" : event.outcome)
            .member("received_at", event.received_at)
            .end();
    json.end().end();
    return Response::json(json.take());
}

}  // namespace

void add_payment_routes(http::Router& router, PaymentParts& parts, const Gate& gate) {
    const auto guarded = [&parts, &gate](auto action) {
        return [&parts, &gate, action](const Request& request) {
            return action(parts, gate, request);
        };
    };
    const auto plain = [&parts](auto action) {
        return [&parts, action](const Request& request) { return action(parts, request); };
    };
    router.on("POST", "/payment/process", guarded(process_payment));
    router.on("GET", "/payment/{payment_id}", guarded(show_payment));
    router.on("POST", "/orders/{order_number}/payment/confirm", guarded(confirm_payment));
    router.on("POST", "/orders/{order_number}/refund", guarded(refund_payment));
    router.on("POST", "/webhooks/stripe", plain(take_stripe_event)).with_body_max(event_bytes_max);
    router.on("GET", "/webhooks/stripe/events", plain(list_events));
}

void start_event_settler(Background& background, PaymentParts& parts) {
    background.start([&parts](const std::stop_token& stop) {
        Timestamp next_reconciliation = now();
        while (sleep_unless_stopped(stop, settle_pause)) {
            const auto settled = parts.desk().settle_waiting(now());
            if (!settled)
                log_event(Level::warning, "events_not_settled",
                          {{"error", settled.error().what()}});
            const auto given_back = parts.refunds().give_back_late();
            if (!given_back)
                log_event(Level::warning, "late_money_not_given_back",
                          {{"error", given_back.error().what()}});
            if (now() < next_reconciliation) continue;
            next_reconciliation = now() + reconcile_pause;
            const auto reconciled = parts.desk().reconcile(now());
            if (!reconciled)
                log_event(Level::warning, "payments_not_reconciled",
                          {{"error", reconciled.error().what()}});
        }
    });
}

}  // namespace tts
