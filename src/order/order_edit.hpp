#pragma once

#include "ports/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tts {

// What becomes of one line of a pending order.
struct LineEdit {
    std::string order_number;
    std::size_t line = 1;       // As they are listed, from 1 on.
    std::int32_t quantity = 0;  // 0: the line goes, and with the last one the order.
    enum class By { buyer, seller } by = By::seller;
    std::string actor = {};  // Who does it, for the order's events: "streamer ana".
};

// The order has so many of it now: units move, the order is added up by the present rules of the
// show, its buyer is told, and the change is logged. Returns the order as it is then.
// Errc::not_found: there is no such order, or no such line. Errc::conflict: the order is not
// pending, is being paid, or there are not enough units. Errc::denied: a buyer asked for more.
Result<Order> edit_line(Store& store, const LineEdit& edit, Timestamp now);

// What a pending order gets besides what it has.
struct LineAddition {
    std::string order_number;
    std::string product;       // As an OrderRequest names it.
    std::string variant = {};  // Likewise.
    std::int32_t quantity = 1;
    std::string actor = {};  // Who does it, for the order's events.
};

// A line more, at the present price; or more units in the line that has the same already at that
// price. The rest as with edit_line(). Errc::not_found: there is no such order or product, or it
// comes in variants and none was named. Errc::conflict, besides: it is sold in another currency,
// or the order is full.
Result<Order> add_line(Store& store, const LineAddition& addition, Timestamp now);

struct DiscountEdit {
    std::string order_number = {};
    std::string code = {};   // In lower case.
    std::string actor = {};  // Of the change, for its log.
};

// The pending order gets what the code gives, instead of another discount; an empty code takes the
// discount away. Errc::not_found: there is no such order, or no such code. Errc::conflict: as
// above, or the code gives nothing now.
Result<Order> set_discount(Store& store, const DiscountEdit& edit, Timestamp now);

// Gives the pending order up: its units go back, and its buyer is told. `reason` is one of
// core/order.hpp's end reasons. Errc::not_found; Errc::conflict if the order is not pending.
Result<Order> give_up(Store& store,
                      const std::string& order_number,
                      std::string_view reason,
                      Timestamp now);

}  // namespace tts
