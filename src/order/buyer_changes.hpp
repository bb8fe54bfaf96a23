#pragma once

#include "ports/store.hpp"

#include <cstdint>
#include <string>

// What buyers may change of their orders until they are paid. Errors of every function:
// Errc::not_found if the buyer has no such order, Errc::conflict if it is not pending any more.

namespace tts {

struct BuyerOrder {
    std::string streamer = {};
    std::string buyer = {};
    std::string number = {};
};

// Gives the order up: its units go back, and to those who wait for them. Money that comes for it
// all the same goes back, too.
Result<Order> cancel_by_buyer(Store& store, const BuyerOrder& wanted, Timestamp now);

// So many of one line of an order, as they are listed, from 1 on.
struct LineQuantity {
    std::size_t line = 1;
    std::int32_t quantity = 1;
};

// Keeps so many units of the line; the others go back. Of an order of several lines one may go
// altogether. Errc::invalid if that is not fewer than there are, or none of the only line;
// Errc::conflict also if the order is being paid; Errc::denied if there are fewer by now.
Result<Order> lower_quantity(Store& store,
                             const BuyerOrder& wanted,
                             const LineQuantity& wish,
                             Timestamp now);

}  // namespace tts
