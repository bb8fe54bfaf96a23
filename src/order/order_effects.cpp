#include "order/order_effects.hpp"

#include "core/order_event.hpp"

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

// ". DHL 123", or nothing if the number is not known.
std::string parcel_of(const Order& order) {
    if (order.tracking_number.empty()) return {};
    return ". " + (order.carrier.empty() ? "" : order.carrier + " ") + order.tracking_number;
}

void add_message(Effects& effects, const Order& order, Timestamp now, std::string text) {
    auto notification = to_buyer(order.buyer, std::move(text), now);
    notification.order = order.id;
    effects.notifications.push_back(std::move(notification));
}

}  // namespace

void add_order(Effects& effects, const Order& order) {
    Order unserved = order;
    unserved.stock = StockState::none;
    if (const auto taken = move_units(unserved, order.stock, "reserved"))
        effects.stock.push_back(*taken);
    effects.orders.push_back(order);
    effects.events.push_back(order_event("order.created", order, order.created_at));
    add_message(effects, order, order.created_at,
                in_spanish(order.language)
                    ? "Reservado: " + described(order) + ". Pedido " + order.number
                    : "Reserved: " + described(order) + ". Order " + order.number);
}

void add_reminder(Effects& effects, const Order& order, Timestamp now) {
    Order reminded = order;
    reminded.sweep_at = reminded.hold_until;
    effects.changed_orders.push_back(reminded);
    effects.events.push_back(order_event("order.reminded", reminded, now));
    add_message(
        effects, order, now,
        in_spanish(order.language)
            ? "Tu reserva está por vencer: " + described(order) + ". Pedido " + order.number
            : "Your reservation ends soon: " + described(order) + ". Order " + order.number);
}

void add_cancelled(Effects& effects,
                   const Order& order,
                   std::string_view end_reason,
                   Timestamp now,
                   std::string_view actor) {
    Order cancelled = order;
    cancelled.end_reason = end_reason;
    cancelled.updated_at = now;
    if (const auto returned = settle_units(cancelled, OrderStatus::cancelled))
        effects.stock.push_back(*returned);
    effects.events.push_back(order_event("order.cancelled", cancelled, now, actor));
    const bool is_expired = end_reason == end_reason_expired;
    const std::string in_english = is_expired ? "Not paid in time: " : "Cancelled: ";
    const std::string in_their_words = is_expired ? "No se pagó a tiempo: " : "Cancelado: ";
    add_message(effects, order, now,
                in_spanish(order.language)
                    ? in_their_words + described(order) + ". Pedido " + order.number
                    : in_english + described(order) + ". Order " + order.number);
    effects.changed_orders.push_back(std::move(cancelled));
}

void add_sent(Effects& effects, const Order& order, Timestamp now, std::string_view actor) {
    const bool is_delivered = order.status == OrderStatus::delivered;
    effects.changed_orders.push_back(order);
    effects.events.push_back(
        order_event(is_delivered ? "order.delivered" : "order.shipped", order, now, actor));
    if (is_delivered) return;
    add_message(effects, order, now,
                (in_spanish(order.language) ? "Enviado: " : "Shipped: ") + described(order) +
                    parcel_of(order) + (in_spanish(order.language) ? ". Pedido " : ". Order ") +
                    order.number);
}

void add_tracking(Effects& effects, const Order& order, Timestamp now, std::string_view actor) {
    effects.changed_orders.push_back(order);
    effects.events.push_back(order_event("order.tracked", order, now, actor));
    if (order.tracking_number.empty()) return;
    add_message(effects, order, now,
                (in_spanish(order.language) ? "Tu paquete: " : "Your parcel: ") + described(order) +
                    parcel_of(order) + (in_spanish(order.language) ? ". Pedido " : ". Order ") +
                    order.number);
}

void add_quantity(Effects& effects, const Order& order, const NewQuantity& wanted, Timestamp now) {
    Order changed = order;
    changed.quantity = wanted.quantity;
    changed.total_price = order.unit_price * wanted.quantity;
    changed.updated_at = now;
    if (order.stock == StockState::reserved) {
        const auto returned = order.quantity - wanted.quantity;
        effects.stock.push_back({.product = order.product,
                                 .available = returned,
                                 .reserved = -returned,
                                 .order = order.id,
                                 .reason = returned < 0 ? "raised" : "lowered"});
    }
    effects.events.push_back(order_event("order.changed", changed, now, wanted.actor));
    effects.changed_orders.push_back(std::move(changed));
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
                    Timestamp now,
                    const std::string& claim_link) {
    std::string text =
        in_spanish(language)
            ? "Para comprar, escribe en el chat el código del producto y la cantidad."
            : "To buy, write the product's code and the quantity in the chat.";
    if (!claim_link.empty())
        text += (in_spanish(language) ? " Tus pedidos: " : " Your orders: ") + claim_link;
    effects.notifications.push_back(to_buyer(buyer, text, now));
}

}  // namespace tts
