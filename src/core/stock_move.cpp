#include "core/stock_move.hpp"

namespace tts {

namespace {

void add_to(StockMove& move, StockState state, std::int32_t units) {
    switch (state) {
        case StockState::none: move.available += units; break;
        case StockState::reserved: move.reserved += units; break;
        case StockState::sold: move.sold += units; break;
    }
}

}  // namespace

std::optional<StockMove> move_units(Order& order, StockState to, std::string_view reason) {
    if (order.stock == to) return std::nullopt;
    StockMove move{.product = order.product, .order = order.id, .reason = reason};
    add_to(move, order.stock, -order.quantity);
    add_to(move, to, order.quantity);
    order.stock = to;
    return move;
}

std::optional<StockMove> settle_units(Order& order, OrderStatus to) {
    const bool was_sent =
        order.status == OrderStatus::shipped || order.status == OrderStatus::delivered;
    order.status = to;
    if (to == OrderStatus::pending) return std::nullopt;
    order.sweep_at.reset();
    if (to != OrderStatus::cancelled && to != OrderStatus::refunded) {
        order.end_reason.clear();
        return move_units(order, StockState::sold, "paid");
    }
    if (was_sent) return std::nullopt;
    const bool was_sold = order.stock == StockState::sold;
    return move_units(order, StockState::none, was_sold ? "returned" : "released");
}

Order as_payable(Order order, std::int32_t free_units) {
    if (order.stock != StockState::none) return order;
    const bool has_units = free_units >= order.quantity;
    if (order.status == OrderStatus::pending && !has_units) order.status = OrderStatus::cancelled;
    if (order.status == OrderStatus::cancelled && order.end_reason == end_reason_expired &&
        has_units)
        order.status = OrderStatus::pending;
    return order;
}

}  // namespace tts
