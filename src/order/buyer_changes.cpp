#include "order/buyer_changes.hpp"

#include "order/order_effects.hpp"

namespace tts {

namespace {

Result<Order> lock_pending(Transaction& transaction, const BuyerOrder& wanted) {
    auto order = transaction.lock_order(wanted.number);
    if (!order) return order.error();
    if (order->streamer != wanted.streamer || order->buyer != wanted.buyer)
        return Error(Errc::not_found, "the buyer has no order " + wanted.number);
    if (order->status != OrderStatus::pending)
        return Error(Errc::conflict, "the order is " + std::string(to_string(order->status)));
    return order;
}

Result<Order> write_and_commit(Transaction& transaction, const Effects& effects) {
    const auto written = transaction.write(effects);
    if (!written) return written.error();
    const auto committed = transaction.commit();
    if (!committed) return committed.error();
    return effects.changed_orders.front();
}

}  // namespace

Result<Order> cancel_by_buyer(Store& store, const BuyerOrder& wanted, Timestamp now) {
    const auto transaction = store.begin();
    if (!transaction) return transaction.error();
    const auto order = lock_pending(**transaction, wanted);
    if (!order) return order.error();
    Effects effects;
    add_cancelled(effects, *order, end_reason_buyer, now);
    return write_and_commit(**transaction, effects);
}

Result<Order> lower_quantity(Store& store,
                             const BuyerOrder& wanted,
                             std::int32_t quantity,
                             Timestamp now) {
    const auto transaction = store.begin();
    if (!transaction) return transaction.error();
    const auto order = lock_pending(**transaction, wanted);
    if (!order) return order.error();
    if (quantity < 1 || quantity >= order->quantity)
        return Error(Errc::invalid, "must be from 1 to " + std::to_string(order->quantity - 1));
    const auto being_paid = (*transaction)->is_being_paid(order->id);
    if (!being_paid) return being_paid.error();
    if (*being_paid) return Error(Errc::conflict, "the payment of the order has begun");
    Effects effects;
    add_quantity(effects, *order, {.quantity = quantity, .actor = "buyer"}, now);
    return write_and_commit(**transaction, effects);
}

}  // namespace tts
