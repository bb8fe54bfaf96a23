#include "apps/tiktoksales/orders/order_change_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/orders/actor.hpp"
#include "core/log.hpp"
#include "dashboard/read_models.hpp"
#include "http/json_body.hpp"
#include "order/order_changes.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t tracking_length_max = 64;

std::optional<OrderStatus> read_status(http::JsonBody& body) {
    const auto name = body.optional_text("status", {.length_max = 16});
    if (!name) return std::nullopt;
    const auto status = parse_order_status(*name);
    if (status == OrderStatus::shipped || status == OrderStatus::delivered ||
        status == OrderStatus::cancelled)
        return status;
    if (status == OrderStatus::paid)
        body.refuse("status", "is set by the payment: POST /orders/{order_number}/payment/confirm");
    else if (status == OrderStatus::refunded)
        body.refuse("status", "is set by the refund: POST /orders/{order_number}/refund");
    else
        body.refuse("status", "must be shipped, delivered or cancelled", "enum");
    return std::nullopt;
}

std::optional<std::int32_t> read_quantity(http::JsonBody& body) {
    const auto quantity = body.optional_integer("quantity", {.min = 1, .max = quantity_max});
    if (!quantity) return std::nullopt;
    return static_cast<std::int32_t>(*quantity);
}

// Present, an empty text takes the number away.
std::optional<std::string> read_tracking(http::JsonBody& body, std::string_view name) {
    return body.optional_text(name, {.length_min = 0, .length_max = tracking_length_max});
}

// Only told about: whoever reconciles payments does it as well.
void withdraw_payment(PaymentDesk& payments, const Order& order) {
    const auto withdrawn = payments.withdraw(order);
    if (!withdrawn)
        log_event(Level::warning, "payment_not_withdrawn",
                  {{"order", order.number}, {"error", withdrawn.error().what()}});
}

Response patch_order(Store& store,
                     PaymentDesk* payments,
                     const Gate& gate,
                     const Request& request) {
    http::JsonBody body(request.body);
    const OrderChange change{.status = read_status(body),
                             .quantity = read_quantity(body),
                             .tracking_number = read_tracking(body, "tracking_number"),
                             .carrier = read_tracking(body, "carrier"),
                             .actor = actor_of(gate, request)};
    const bool is_empty =
        !change.status && !change.quantity && !change.tracking_number && !change.carrier;
    if (body.ok() && is_empty)
        body.refuse("status", "one of status, quantity, tracking_number and carrier is needed",
                    "missing");
    if (change.quantity && (change.status || change.tracking_number || change.carrier))
        body.refuse("quantity", "is changed on its own");
    if (!body.ok()) return body.error_response();

    const auto& number = request.path_value("order_number");
    const auto order = store.order_by_number(number);
    if (!order && order.error().code() != Errc::not_found) return answer_for(order.error());
    if (!order || gate.hides(*order, request))
        return Response::error(404, "there is no order " + number);
    const auto changed = change_order(store, number, change, now());
    if (!changed) return answer_for(changed.error());
    if (change.status == OrderStatus::cancelled && payments != nullptr)
        withdraw_payment(*payments, *changed);
    JsonWriter json;
    dashboard::write_order(json, *changed);
    return Response::json(json.take());
}

}  // namespace

void add_order_change_routes(http::Router& router,
                             StorePool& stores,
                             PaymentDesk* payments,
                             const Gate& gate) {
    router.on("PATCH", "/orders/{order_number}",
              with_store(stores, [payments, &gate](Store& store, const Request& request) {
                  return patch_order(store, payments, gate, request);
              }));
}

}  // namespace tts
