#pragma once

#include "core/order.hpp"

#include <optional>
#include <string_view>

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

    friend bool operator==(const StockMove&, const StockMove&) = default;
};

// Brings the units of the order where `to` says. Nothing if they are there.
std::optional<StockMove> move_units(Order& order, StockState to, std::string_view reason);

// Gives the order its new status, ends its hold if it is not pending any more, and moves its units:
// paid, they are sold; cancelled or refunded, they are available again, unless they were sent.
// Nothing if they stay where they are.
std::optional<StockMove> settle_units(Order& order, OrderStatus to);

// The order as it counts for money that comes now, while `free_units` of its product are available.
// One that holds no units and would get none counts as cancelled, so that its money goes back; one
// that ran out unpaid counts as pending while its units can be had again.
Order as_payable(Order order, std::int32_t free_units);

}  // namespace tts
