#include "order/order_changes.hpp"

#include "core/order_life.hpp"
#include "core/order_lines.hpp"
#include "order/order_edit.hpp"
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
    return {};
}

Result<Order> change_quantity(Store& store,
                              const std::string& number,
                              const OrderChange& change,
                              Timestamp now) {
    auto order = store.order_by_number(number);
    if (!order || order->quantity == *change.quantity) return order;
    if (!order->lines.empty())
        return Error(Errc::conflict, "the order has several lines: change the quantity of one");
    return edit_line(
        store, {.order_number = number, .quantity = *change.quantity, .actor = change.actor}, now);
}

// The effects of the change on the order, which becomes what it is afterwards.
Effects effects_of(Order& order, const OrderChange& change, Timestamp now) {
    Effects effects;
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
        effects.stock = settle_units(order, status);
        add_sent(effects, order, now, change.actor);
    }
    return effects;
}

}  // namespace

Result<Order> change_order(Store& store,
                           const std::string& id_or_number,
                           const OrderChange& change,
                           Timestamp now) {
    if (change.quantity) {
        if (change.status || change.tracking_number || change.carrier)
            return Error(Errc::invalid, "the quantity is changed on its own");
        return change_quantity(store, id_or_number, change, now);
    }
    const auto transaction = store.begin();
    if (!transaction) return transaction.error().during("changing an order");
    auto order = (*transaction)->lock_order(id_or_number);
    if (!order) return order.error();
    const auto allowed = check_allowed(*order, change);
    if (!allowed) return allowed.error();

    const Effects effects = effects_of(*order, change, now);
    if (effects.events.empty()) return order;
    // Everybody who moves a product's units has locked it before.
    if (!effects.stock.empty()) {
        const auto locked = (*transaction)->lock_products(products_of(*order));
        if (!locked) return locked.error();
    }
    const auto written = (*transaction)->write(effects);
    if (!written) return written.error().during("changing an order");
    const auto committed = (*transaction)->commit();
    if (!committed) return committed.error().during("changing an order");
    return order;
}

}  // namespace tts
