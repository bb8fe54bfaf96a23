#include "order/order_effects.hpp"

#include "core/json_writer.hpp"

#include <algorithm>

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

void take_stock(Effects& effects, const Order& order) {
    const auto same = [&](const StockChange& change) { return change.product == order.product; };
    const auto found = std::find_if(effects.stock.begin(), effects.stock.end(), same);
    if (found == effects.stock.end()) {
        effects.stock.push_back({.product = order.product, .delta = -order.quantity});
    } else {
        found->delta -= order.quantity;
    }
}

OrderEvent created_event(const Order& order) {
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
        .end();
    return {.id = Uuid::next(),
            .order = order.id,
            .kind = "order.created",
            .payload = json.take(),
            .created_at = order.created_at};
}

}  // namespace

void add_order(Effects& effects, const Claim& claim, const Order& order) {
    effects.orders.push_back(order);
    take_stock(effects, order);
    effects.events.push_back(created_event(order));
    const std::string text = in_spanish(claim.language)
                                 ? "Reservado: " + described(order) + ". Pedido " + order.number
                                 : "Reserved: " + described(order) + ". Order " + order.number;
    auto notification = to_buyer(order.buyer, text, order.created_at);
    notification.order = order.id;
    effects.notifications.push_back(std::move(notification));
}

void add_sold_out(Effects& effects,
                  const Claim& claim,
                  const std::string& product_name,
                  Timestamp now) {
    const std::string text = in_spanish(claim.language)
                                 ? "Lo sentimos: ya no queda suficiente de " + product_name
                                 : "Sorry: there is not enough left of " + product_name;
    effects.notifications.push_back(to_buyer(claim.buyer, text, now));
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
