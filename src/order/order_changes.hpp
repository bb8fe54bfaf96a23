#pragma once

#include "ports/store.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace tts {

// What a seller changes of an order. What is not named stays.
struct OrderChange {
    // Shipped, delivered or cancelled: money moves orders to the other statuses.
    std::optional<OrderStatus> status = {};
    // Of a pending order of one line, and nothing else with it: as by edit_line().
    std::optional<std::int32_t> quantity = {};
    std::optional<std::string> tracking_number = {};
    std::optional<std::string> carrier = {};
    std::string actor = {};  // Who does it, for the order's events: "streamer ana".
};

// Changes the order, in one transaction with its units, its event, and the message to its buyer.
// What is so already stays so, without another event: a request may be repeated. Errc::not_found.
// Errc::conflict, saying what is allowed, if the order cannot become so, there are not enough units
// left, its payment has begun, or it has several lines.
Result<Order> change_order(Store& store,
                           const std::string& id_or_number,
                           const OrderChange& change,
                           Timestamp now);

}  // namespace tts
