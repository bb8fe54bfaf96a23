#include "core/order_event.hpp"

#include "core/order_lines.hpp"

namespace tts {

void write_event_members(JsonWriter& json, const Order& order) {
    json.member("order_id", order.id)
        .member("order_number", order.number)
        .member("product_id", order.product)
        .member("buyer", order.buyer)
        .member("streamer", order.streamer)
        .member("quantity", order.quantity)
        .member("total_price", order.total_price)
        .member("currency", order.currency);
    if (!order.lines.empty()) write_event_lines(json, order);
}

void write_event_lines(JsonWriter& json, const Order& order) {
    json.key("lines").array();
    for (const OrderLine& line : lines_of(order)) {
        json.object().member("product_id", line.product).member("sku", line.sku);
        if (!line.variant_id.is_nil()) json.member("variant_id", line.variant_id);
        json.member("variant", line.variant)
            .member("quantity", line.quantity)
            .member("unit_price", line.unit_price)
            .end();
    }
    json.end();
}

OrderEvent order_event(std::string kind, const Order& order, Timestamp at, std::string_view actor) {
    JsonWriter json;
    json.object();
    write_event_members(json, order);
    json.member("hold_until", order.hold_until);
    if (!order.end_reason.empty()) json.member("reason", order.end_reason);
    if (!order.tracking_number.empty()) json.member("tracking_number", order.tracking_number);
    if (!order.carrier.empty()) json.member("carrier", order.carrier);
    if (!actor.empty()) json.member("actor", actor);
    json.end();
    return {.id = Uuid::next(),
            .order = order.id,
            .kind = std::move(kind),
            .payload = json.take(),
            .created_at = at};
}

}  // namespace tts
