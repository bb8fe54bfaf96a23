#include "core/order_event.hpp"

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
