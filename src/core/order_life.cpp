#include "core/order_life.hpp"

#include <array>
#include <vector>

namespace tts {

namespace {

constexpr std::array statuses = {OrderStatus::pending,   OrderStatus::paid,
                                 OrderStatus::shipped,   OrderStatus::delivered,
                                 OrderStatus::cancelled, OrderStatus::refunded};

}  // namespace

bool can_become(OrderStatus from, OrderStatus to) {
    using enum OrderStatus;
    switch (from) {
        case pending: return to == paid || to == cancelled;
        case paid: return to == shipped || to == delivered || to == refunded;
        case shipped: return to == delivered || to == refunded;
        case delivered: return to == refunded;
        case cancelled: return to == paid;
        case refunded: break;
    }
    return false;
}

std::string moves_from(OrderStatus from) {
    std::vector<std::string_view> names;
    for (const OrderStatus to : statuses)
        if (can_become(from, to)) names.push_back(to_string(to));
    if (names.empty()) return "nothing";
    std::string text(names.front());
    for (std::size_t i = 1; i < names.size(); ++i)
        text.append(i + 1 < names.size() ? ", " : " or ").append(names[i]);
    return text;
}

}  // namespace tts
