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

// Keeps so many units; the others go back. Errc::invalid if that is not fewer than there are, or
// none; Errc::conflict also if its payment has begun.
Result<Order> lower_quantity(Store& store,
                             const BuyerOrder& wanted,
                             std::int32_t quantity,
                             Timestamp now);

}  // namespace tts
