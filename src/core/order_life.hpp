#pragma once

#include "core/order.hpp"

#include <string>

namespace tts {

// The table of allowed moves. The databases hold it a second time, as triggers. Cancelled may
// become paid, because money may arrive late, while the units can still be had.
bool can_become(OrderStatus from, OrderStatus to);

// What an order of this status may become, for people: "shipped, delivered or refunded"; "nothing"
// if it stays what it is.
std::string moves_from(OrderStatus from);

}  // namespace tts
