#pragma once

#include "order/allocate.hpp"
#include "ports/store.hpp"

#include <string>

namespace tts {

// Adds what a new order brings along: the order, the stock it takes, its event, and the message to
// its buyer. The links to its comments are the caller's.
void add_order(Effects& effects, const Claim& claim, const Order& order);

// Adds the message to a buyer who came too late.
void add_sold_out(Effects& effects,
                  const Claim& claim,
                  const std::string& product_name,
                  Timestamp now);

// Adds the answer to a buyer who asked how to buy.
void add_how_to_buy(Effects& effects,
                    const std::string& buyer,
                    const std::string& language,
                    Timestamp now);

}  // namespace tts
