#include "apps/tiktoksales/shop/order_edit_routes.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "apps/tiktoksales/orders/actor.hpp"
#include "core/discount.hpp"
#include "core/text.hpp"
#include "dashboard/read_models.hpp"
#include "http/json_body.hpp"
#include "order/order_edit.hpp"

#include <charconv>

namespace tts {

namespace {

using http::Request;
using http::Response;

// The seller's own order, or the answer why not.
Result<Order> own_order(const Gate& gate, Store& store, const Request& request) {
    const std::string& number = request.path_value("order_number");
    auto order = store.order_by_number(number);
    if (!order && order.error().code() != Errc::not_found) return order;
    if (!order || gate.hides(*order, request))
        return Error(Errc::not_found, "there is no order " + number);
    return order;
}

Response answer(const Result<Order>& order) {
    if (!order) return answer_for(order.error());
    JsonWriter json;
    dashboard::write_order(json, *order);
    return Response::json(json.take());
}

std::size_t line_of(const Request& request) {
    const std::string& text = request.path_value("line");
    std::size_t line = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), line);
    return error == std::errc() && end == text.data() + text.size() ? line : 0;
}

Response edit(const Gate& gate, Store& store, const Request& request) {
    http::JsonBody body(request.body);
    const auto quantity = body.integer("quantity", {.min = 0, .max = quantity_max});
    if (!body.ok()) return body.error_response();
    const auto order = own_order(gate, store, request);
    if (!order) return answer_for(order.error());
    return answer(edit_line(store,
                            {.order_number = order->number,
                             .line = line_of(request),
                             .quantity = static_cast<std::int32_t>(quantity),
                             .by = LineEdit::By::seller,
                             .actor = actor_of(gate, request)},
                            now()));
}

Response add(const Gate& gate, Store& store, const Request& request) {
    http::JsonBody body(request.body);
    const auto product = body.text("product_id", {.length_max = 255});
    const auto variant = body.optional_text("variant", {.length_max = 255}).value_or("");
    const auto quantity =
        body.optional_integer("quantity", {.min = 1, .max = quantity_max}).value_or(1);
    if (!body.ok()) return body.error_response();
    const auto order = own_order(gate, store, request);
    if (!order) return answer_for(order.error());
    const auto changed = add_line(store,
                                  {.order_number = order->number,
                                   .product = product,
                                   .variant = variant,
                                   .quantity = static_cast<std::int32_t>(quantity),
                                   .actor = actor_of(gate, request)},
                                  now());
    if (!changed && changed.error().code() == Errc::not_found) {
        body.refuse("product_id", changed.error().what());
        return body.error_response();
    }
    return answer(changed);
}

Response discount(const Gate& gate, Store& store, const Request& request) {
    http::JsonBody body(request.body);
    const auto code = body.text("code", {.length_min = 0, .length_max = discount_code_length_max});
    if (!body.ok()) return body.error_response();
    const auto order = own_order(gate, store, request);
    if (!order) return answer_for(order.error());
    const auto changed = set_discount(store,
                                      {.order_number = order->number,
                                       .code = ascii_lower(code),
                                       .actor = actor_of(gate, request)},
                                      now());
    if (!changed && changed.error().code() == Errc::not_found) {
        body.refuse("code", changed.error().what());
        return body.error_response();
    }
    return answer(changed);
}

}  // namespace

void add_order_edit_routes(http::Router& router, StorePool& stores, const Gate& gate) {
    const auto with_gate = [&gate](auto action) {
        return [&gate, action](Store& store, const Request& request) {
            return action(gate, store, request);
        };
    };
    router.on("POST", "/orders/{order_number}/lines", with_store(stores, with_gate(add)));
    router.on("PATCH", "/orders/{order_number}/lines/{line}", with_store(stores, with_gate(edit)));
    router.on("PUT", "/orders/{order_number}/discount", with_store(stores, with_gate(discount)));
}

}  // namespace tts
