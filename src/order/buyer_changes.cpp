#include "order/buyer_changes.hpp"

#include "core/order_lines.hpp"
#include "order/order_edit.hpp"

namespace tts {

namespace {

// The order, if it is the buyer's: that does not change any more.
Result<Order> find_own(Store& store, const BuyerOrder& wanted) {
    auto order = store.order_by_number(wanted.number);
    if (!order) return order.error();
    if (order->streamer != wanted.streamer || order->buyer != wanted.buyer)
        return Error(Errc::not_found, "the buyer has no order " + wanted.number);
    return order;
}

}  // namespace

Result<Order> cancel_by_buyer(Store& store, const BuyerOrder& wanted, Timestamp now) {
    const auto order = find_own(store, wanted);
    if (!order) return order.error();
    return give_up(store, order->number, end_reason_buyer, now);
}

Result<Order> lower_quantity(Store& store,
                             const BuyerOrder& wanted,
                             const LineQuantity& wish,
                             Timestamp now) {
    const auto order = find_own(store, wanted);
    if (!order) return order.error();
    const auto lines = lines_of(*order);
    if (wish.line < 1 || wish.line > lines.size())
        return Error(Errc::invalid, "there is no line " + std::to_string(wish.line));
    const std::int32_t least = lines.size() > 1 ? 0 : 1;
    const std::int32_t most = lines[wish.line - 1].quantity - 1;
    if (wish.quantity < least || wish.quantity > most)
        return Error(Errc::invalid,
                     "must be from " + std::to_string(least) + " to " + std::to_string(most));
    return edit_line(store,
                     {.order_number = order->number,
                      .line = wish.line,
                      .quantity = wish.quantity,
                      .by = LineEdit::By::buyer,
                      .actor = "buyer"},
                     now);
}

}  // namespace tts
