#include "core/stock_move.hpp"

#include "core/order_lines.hpp"

#include <map>
#include <utility>

namespace tts {

namespace {

using Place = std::pair<ProductId, VariantId>;

void add_to(StockMove& move, StockState state, std::int32_t units) {
    switch (state) {
        case StockState::none: move.available += units; break;
        case StockState::reserved: move.reserved += units; break;
        case StockState::sold: move.sold += units; break;
    }
}

// By product and variant, so that everybody changes them in the same order.
std::map<Place, std::int32_t> units_of(const Order& order) {
    std::map<Place, std::int32_t> units;
    for (const OrderLine& line : lines_of(order))
        units[{line.product, line.variant_id}] += line.quantity;
    return units;
}

}  // namespace

std::vector<StockMove> moves_between(const Order& before,
                                     const Order& after,
                                     std::string_view reason) {
    const auto units_before = units_of(before);
    const auto units_after = units_of(after);
    std::map<Place, StockMove> moves;
    const auto add = [&](const auto& units, StockState state, std::int32_t sign) {
        // What is in no order is available.
        for (const auto& [place, count] : units) {
            add_to(moves[place], state, sign * count);
            add_to(moves[place], StockState::none, -sign * count);
        }
    };
    add(units_before, before.stock, -1);
    add(units_after, after.stock, 1);

    std::vector<StockMove> all;
    for (auto& [place, move] : moves) {
        if (move.available == 0 && move.reserved == 0 && move.sold == 0) continue;
        move.product = place.first;
        move.variant = place.second;
        move.order = after.id;
        move.reason = reason;
        all.push_back(move);
    }
    return all;
}

std::vector<StockMove> move_units(Order& order, StockState to, std::string_view reason) {
    const Order before = order;
    order.stock = to;
    return moves_between(before, order, reason);
}

std::vector<StockMove> settle_units(Order& order, OrderStatus to) {
    const bool was_sent =
        order.status == OrderStatus::shipped || order.status == OrderStatus::delivered;
    order.status = to;
    if (to == OrderStatus::pending) return {};
    order.sweep_at.reset();
    if (to != OrderStatus::cancelled && to != OrderStatus::refunded) {
        order.end_reason.clear();
        return move_units(order, StockState::sold, "paid");
    }
    if (was_sent) return {};
    const bool was_sold = order.stock == StockState::sold;
    return move_units(order, StockState::none, was_sold ? "returned" : "released");
}

bool has_units_for(const Order& order, std::span<const Product> products) {
    std::map<Place, std::int32_t> available;
    for (const Product& product : products) {
        if (product.archived_at) continue;
        if (!product.has_variants) available[{product.id, VariantId{}}] = product.stock;
        for (const Variant& variant : product.variants)
            available[{product.id, variant.id}] = variant.stock;
    }
    for (const auto& [place, count] : units_of(order))
        if (available[place] < count) return false;
    return true;
}

Order as_payable(Order order, bool has_units) {
    if (order.stock != StockState::none) return order;
    if (order.status == OrderStatus::pending && !has_units) order.status = OrderStatus::cancelled;
    if (order.status == OrderStatus::cancelled && order.end_reason == end_reason_expired &&
        has_units)
        order.status = OrderStatus::pending;
    return order;
}

}  // namespace tts
