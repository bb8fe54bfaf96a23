#pragma once

#include "core/order.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace tts {

// Units of a product on their way between what is available, reserved and sold. A move keeps the
// sum of the three; what does not is noted as received, or as gone.
struct StockMove {
    ProductId product;
    std::int32_t available = 0;  // How many more, or, negative, fewer. Likewise below.
    std::int32_t reserved = 0;
    std::int32_t sold = 0;
    OrderId order = {};
    std::string_view reason = "moved";  // A literal.
    VariantId variant = {};             // Whose units they are too; nil if of none.

    friend bool operator==(const StockMove&, const StockMove&) = default;
};

// What brings the units of an order from where they were before it was changed to where they are
// now: one move for each product or variant, if any moves. Both are the same order.
std::vector<StockMove> moves_between(const Order& before,
                                     const Order& after,
                                     std::string_view reason);

// Brings the units of the order where `to` says. Nothing if they are there.
std::vector<StockMove> move_units(Order& order, StockState to, std::string_view reason);

// Gives the order its new status, ends its hold if it is not pending any more, and moves its units:
// paid, they are sold; cancelled or refunded, they are available again, unless they were sent.
// Nothing if they stay where they are.
std::vector<StockMove> settle_units(Order& order, OrderStatus to);

// Whether the products, as they are read, have what the order asks for. One that is not among them
// has nothing.
bool has_units_for(const Order& order, std::span<const Product> products);

// The order as it counts for money that comes now, while its units are available or not. One that
// holds no units and would get none counts as cancelled, so that its money goes back; one that ran
// out unpaid counts as pending while its units can be had again.
Order as_payable(Order order, bool has_units);

}  // namespace tts
