#include "buyer_page/page_link_notifier.hpp"

namespace tts {

Result<std::string> PageLinkNotifier::send(const Notification& notification) {
    const bool is_private = notification.channel != Channel::in_app;
    if (!is_private || notification.order.is_nil() || parts_.public_base_url.empty())
        return parts_.next.send(notification);
    const auto order = parts_.store.order_by_number(order_number(notification.order));
    if (!order && order.error().code() == Errc::not_found) return parts_.next.send(notification);
    if (!order) return order.error().during("looking for the order of a message");
    const auto token =
        open_page(parts_.pages, parts_.tokens,
                  {.streamer = order->streamer, .buyer = order->buyer, .opened_at = now()});
    if (!token) return token.error().during("naming the page of a buyer");
    Notification linked = notification;
    linked.text += (order->language == "es" ? "\nTus pedidos: " : "\nYour orders: ") +
                   parts_.public_base_url + "/c/" + *token;
    return parts_.next.send(linked);
}

}  // namespace tts
