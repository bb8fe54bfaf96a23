#include "buyer_page/page_link_notifier.hpp"

namespace tts {

Result<std::string> PageLinkNotifier::send(const Notification& notification) {
    Notification linked = notification;
    const auto link = link_for(notification);
    if (!link) return link.error();
    linked.text = with_link(notification.text, *link);
    linked.message.variables["link"] = *link;
    return parts_.next.send(linked);
}

// Empty: the message is about no order, or there are no links.
Result<std::string> PageLinkNotifier::link_for(const Notification& notification) {
    if (notification.order.is_nil() || parts_.public_base_url.empty()) return std::string();
    const auto order = parts_.store.order_by_number(order_number(notification.order));
    if (!order && order.error().code() == Errc::not_found) return std::string();
    if (!order) return order.error().during("looking for the order of a message");
    const auto token =
        open_page(parts_.pages, parts_.tokens,
                  {.streamer = order->streamer, .buyer = order->buyer, .opened_at = now()});
    if (!token) return token.error().during("naming the page of a buyer");
    return parts_.public_base_url + "/c/" + *token;
}

}  // namespace tts
