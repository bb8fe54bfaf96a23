#pragma once

#include "order/allocate.hpp"
#include "ports/store.hpp"

#include <string>

namespace tts {

// Adds what a new order brings along: the order, the units it takes, its event, and the message to
// its buyer. The links to its comments are the caller's.
void add_order(Effects& effects, const Order& order);

// Adds what changed of a pending order's lines: its units move, and its buyer is told. The order is
// logged with what it was before, and with who changed it, if that is to be named.
void add_changed(Effects& effects,
                 const Order& before,
                 const Order& after,
                 std::string_view actor = {});

// Adds the message that the order's hold ends soon. It is due again then.
void add_reminder(Effects& effects, const Order& order, Timestamp now);

// Adds the end of a pending order: its units go back, and its buyer is told. `actor` is who ended
// it, if it is to be named.
void add_cancelled(Effects& effects,
                   const Order& order,
                   std::string_view end_reason,
                   Timestamp now,
                   std::string_view actor = {});

// Adds that the order left, or arrived: its status says which. Its buyer is told how to follow it.
void add_sent(Effects& effects, const Order& order, Timestamp now, std::string_view actor);

// Adds another number of the parcel, which the buyer is told.
void add_tracking(Effects& effects, const Order& order, Timestamp now, std::string_view actor);

// Adds the message to a buyer who came too late, and the place in the waiting list.
void add_sold_out(Effects& effects,
                  const Claim& claim,
                  const std::string& product_name,
                  Timestamp now);

// Who asked how to buy, or is asked what is meant.
struct Asker {
    std::string streamer;
    std::string buyer;
    std::string language;
    std::string claim_link = {};  // Where the buyer's orders are found; empty: not to be said.
};

// Adds the answer to a buyer who asked how to buy.
void add_how_to_buy(Effects& effects, const Asker& asker, Timestamp now);

// Adds the question to a buyer which variant is meant: one of `choices`.
void add_which_variant(Effects& effects,
                       const Asker& asker,
                       const std::string& choices,
                       Timestamp now);

}  // namespace tts
