#include "order/order_effects.hpp"

#include "core/json_writer.hpp"

namespace tts {

namespace {

bool in_spanish(const std::string& language) {
    return language == "es";
}

Notification to_buyer(const std::string& buyer, std::string text, Timestamp now) {
    Notification notification;
    notification.id = NotificationId::next();
    notification.channel = Channel::in_app;  // A viewer's handle is all that a comment gives us.
    notification.recipient = buyer;
    notification.text = std::move(text);
    notification.due_at = now;
    notification.created_at = now;
    notification.updated_at = now;
    return notification;
}

std::string described(const Order& order) {
    std::string text = std::to_string(order.quantity) + " × " + order.product_name;
    if (!order.variant.empty()) text += " (" + order.variant + ")";
    return text + ", " + order.total_price.to_string() + " " + order.currency;
}

void add_message(Effects& effects, const Order& order, Timestamp now, std::string text) {
    auto notification = to_buyer(order.buyer, std::move(text), now);
    notification.order = order.id;
    effects.notifications.push_back(std::move(notification));
}

OrderEvent event_of(std::string kind, const Order& order, Timestamp at) {
    JsonWriter json;
    json.object()
        .member("order_id", order.id)
        .member("order_number", order.number)
        .member("product_id", order.product)
        .member("buyer", order.buyer)
        .member("streamer", order.streamer)
        .member("quantity", order.quantity)
        .member("total_price", order.total_price)
        .member("currency", order.currency)
        .member("hold_until", order.hold_until);
    if (!order.end_reason.empty()) json.member("reason", order.end_reason);
    json.end();
    return {.id = Uuid::next(),
            .order = order.id,
            .kind = std::move(kind),
            .payload = json.take(),
            .created_at = at};
}

}  // namespace

void add_order(Effects& effects, const Order& order) {
    Order unserved = order;
    unserved.stock = StockState::none;
    if (const auto taken = move_units(unserved, order.stock, "reserved"))
        effects.stock.push_back(*taken);
    effects.orders.push_back(order);
    effects.events.push_back(event_of("order.created", order, order.created_at));
    add_message(effects, order, order.created_at,
                in_spanish(order.language)
                    ? "Reservado: " + described(order) + ". Pedido " + order.number
                    : "Reserved: " + described(order) + ". Order " + order.number);
}

void add_reminder(Effects& effects, const Order& order, Timestamp now) {
    Order reminded = order;
    reminded.sweep_at = reminded.hold_until;
    effects.changed_orders.push_back(reminded);
    effects.events.push_back(event_of("order.reminded", reminded, now));
    add_message(
        effects, order, now,
        in_spanish(order.language)
            ? "Tu reserva está por vencer: " + described(order) + ". Pedido " + order.number
            : "Your reservation ends soon: " + described(order) + ". Order " + order.number);
}

void add_cancelled(Effects& effects,
                   const Order& order,
                   std::string_view end_reason,
                   Timestamp now) {
    Order cancelled = order;
    cancelled.end_reason = end_reason;
    cancelled.updated_at = now;
    if (const auto returned = settle_units(cancelled, OrderStatus::cancelled))
        effects.stock.push_back(*returned);
    effects.events.push_back(event_of("order.cancelled", cancelled, now));
    const bool is_expired = end_reason == end_reason_expired;
    const std::string in_english = is_expired ? "Not paid in time: " : "Cancelled: ";
    const std::string in_their_words = is_expired ? "No se pagó a tiempo: " : "Cancelado: ";
    add_message(effects, order, now,
                in_spanish(order.language)
                    ? in_their_words + described(order) + ". Pedido " + order.number
                    : in_english + described(order) + ". Order " + order.number);
    effects.changed_orders.push_back(std::move(cancelled));
}

void add_sold_out(Effects& effects,
                  const Claim& claim,
                  const std::string& product_name,
                  Timestamp now) {
    const bool waits = claim.rules.sale == SaleMode::reserve && !claim.id.is_nil();
    std::string text = in_spanish(claim.language)
                           ? "Lo sentimos: ya no queda suficiente de " + product_name
                           : "Sorry: there is not enough left of " + product_name;
    if (waits)
        text += in_spanish(claim.language) ? ". Estás en la lista de espera."
                                           : ". You are on the waiting list.";
    effects.notifications.push_back(to_buyer(claim.buyer, text, now));
    if (!waits) return;
    effects.waits.push_back({.id = claim.id,
                             .comment = claim.comment,
                             .streamer = claim.streamer,
                             .buyer = claim.buyer,
                             .product = claim.product,
                             .variant = claim.variant,
                             .quantity = claim.quantity,
                             .source = claim.source,
                             .language = claim.language,
                             .hold = claim.rules.hold,
                             .reminder = claim.rules.reminder,
                             .commission = claim.commission,
                             .created_at = now,
                             .updated_at = now});
}

void add_how_to_buy(Effects& effects,
                    const std::string& buyer,
                    const std::string& language,
                    Timestamp now) {
    const std::string text =
        in_spanish(language)
            ? "Para comprar, escribe en el chat el código del producto y la cantidad."
            : "To buy, write the product's code and the quantity in the chat.";
    effects.notifications.push_back(to_buyer(buyer, text, now));
}

}  // namespace tts
