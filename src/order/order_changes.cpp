#include "order/order_changes.hpp"

#include "core/order_life.hpp"
#include "order/order_effects.hpp"

namespace tts {

namespace {

Result<void> check_allowed(const Order& order, const OrderChange& change) {
    const std::string is_so = "the order is " + std::string(to_string(order.status));
    if (change.status && *change.status != order.status &&
        !can_become(order.status, *change.status)) {
        const bool was_paid = *change.status == OrderStatus::cancelled &&
                              can_become(order.status, OrderStatus::refunded);
        return Error(Errc::conflict, is_so + ": it can become " + moves_from(order.status) +
                                         (was_paid ? "; refund it to take it back" : ""));
    }
    const bool is_over =
        order.status == OrderStatus::cancelled || order.status == OrderStatus::refunded;
    if (is_over && (change.tracking_number || change.carrier))
        return Error(Errc::conflict, is_so + ": nothing of it is sent");
    if (!change.quantity || *change.quantity == order.quantity) return {};
    if (order.status != OrderStatus::pending)
        return Error(Errc::conflict, is_so + ": only a pending order's quantity changes");
    if (change.status || change.tracking_number || change.carrier)
        return Error(Errc::invalid, "the quantity is changed on its own");
    return {};
}

// Units that the order takes or gives back must be there, and nobody may be paying for others.
Result<void> check_quantity(Transaction& transaction, const Order& order, std::int32_t quantity) {
    const auto being_paid = transaction.is_being_paid(order.id);
    if (!being_paid) return being_paid.error();
    if (*being_paid) return Error(Errc::conflict, "the payment of the order has begun");
    const auto products = transaction.lock_products({&order.product, 1});
    if (!products) return products.error();
    const auto left = products->empty() ? 0 : products->front().stock;
    const bool takes_more = order.stock == StockState::reserved && quantity > order.quantity;
    if (takes_more && quantity - order.quantity > left)
        return Error(Errc::conflict, "only " + std::to_string(left) + " more of it are left");
    return {};
}

// The effects of the change on the order, which becomes what it is afterwards.
Effects effects_of(Order& order, const OrderChange& change, Timestamp now) {
    Effects effects;
    if (change.quantity && *change.quantity != order.quantity) {
        add_quantity(effects, order, {.quantity = *change.quantity, .actor = change.actor}, now);
        order = effects.changed_orders.back();
        return effects;
    }
    const Order before = order;
    order.tracking_number = change.tracking_number.value_or(order.tracking_number);
    order.carrier = change.carrier.value_or(order.carrier);
    const OrderStatus status = change.status.value_or(order.status);
    if (order == before && status == order.status) return effects;

    order.updated_at = now;
    if (status == order.status) {
        add_tracking(effects, order, now, change.actor);
    } else if (status == OrderStatus::cancelled) {
        add_cancelled(effects, order, end_reason_seller, now, change.actor);
        order = effects.changed_orders.back();
    } else {
        if (const auto move = settle_units(order, status)) effects.stock.push_back(*move);
        add_sent(effects, order, now, change.actor);
    }
    return effects;
}

}  // namespace

Result<Order> change_order(Store& store,
                           const std::string& id_or_number,
                           const OrderChange& change,
                           Timestamp now) {
    const auto transaction = store.begin();
    if (!transaction) return transaction.error().during("changing an order");
    auto order = (*transaction)->lock_order(id_or_number);
    if (!order) return order.error();
    const auto allowed = check_allowed(*order, change);
    if (!allowed) return allowed.error();
    if (change.quantity && *change.quantity != order->quantity) {
        const auto possible = check_quantity(**transaction, *order, *change.quantity);
        if (!possible) return possible.error();
    }

    const Effects effects = effects_of(*order, change, now);
    if (effects.events.empty()) return order;
    // Everybody who moves a product's units has locked it before.
    if (!effects.stock.empty()) {
        const auto locked = (*transaction)->lock_products({&order->product, 1});
        if (!locked) return locked.error();
    }
    const auto written = (*transaction)->write(effects);
    if (!written) return written.error().during("changing an order");
    const auto committed = (*transaction)->commit();
    if (!committed) return committed.error().during("changing an order");
    return order;
}

}  // namespace tts
