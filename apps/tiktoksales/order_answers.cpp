#include "apps/tiktoksales/order_answers.hpp"

#include "apps/tiktoksales/answers.hpp"
#include "core/text.hpp"

namespace tts {

namespace {

using http::Request;
using http::Response;

constexpr std::size_t key_bytes_max = 255;

// The contract's clients know no 404 here: an unknown product is a mistake in the body.
Response refused(const Error& error) {
    if (error.code() == Errc::not_found)
        return http::validation_error({{.location = {"body", "product_id"},
                                        .message = error.what(),
                                        .type = "value_error.product_id"}});
    if (error.code() == Errc::invalid)
        return http::validation_error({{.location = {"header", "Idempotency-Key"},
                                        .message = error.what(),
                                        .type = "value_error"}});
    return answer_for(error);
}

}  // namespace

void write_placed_order(JsonWriter& json, const Order& order) {
    json.object()
        .member("order_id", order.id)
        .member("order_number", order.number)
        .member("status", to_string(order.status))
        .member("product_id", order.product)
        .member("product_name", order.product_name)
        .member("quantity", order.quantity)
        .member("unit_price", order.unit_price)
        .member("total_price", order.total_price)
        .member("currency", order.currency)
        .end();
}

Placing place_for(Store& store, OrderRequest order, const Request& request) {
    order.idempotency_key = request.header("idempotency-key").value_or("");
    if (order.idempotency_key.size() > key_bytes_max || !is_utf8(order.idempotency_key) ||
        has_control_characters(order.idempotency_key))
        return {.placed = {},
                .refusal = refused({Errc::invalid, "must be printable text of at most 255 bytes"})};
    const auto placed = place_order(store, order);
    if (!placed) return {.placed = {}, .refusal = refused(placed.error())};
    return {.placed = *placed, .refusal = {}};
}

Response place_and_answer(Store& store, OrderRequest order, const Request& request) {
    auto placing = place_for(store, std::move(order), request);
    if (!placing.placed) return std::move(placing.refusal);
    JsonWriter json;
    write_placed_order(json, placing.placed->order);
    return Response::json(placing.placed->replayed ? 200 : 201, json.take());
}

}  // namespace tts
