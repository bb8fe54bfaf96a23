#pragma once

#include "core/order.hpp"
#include "core/show_rules.hpp"

#include <span>
#include <vector>

// What an order consists of. An order of one line has it in its own columns, so that the usual
// order costs nothing more; see OrderLine.

namespace tts {

constexpr std::size_t order_lines_max = 50;

// Of any order: at least one.
std::vector<OrderLine> lines_of(const Order& order);

// The products of its lines, each once.
std::vector<ProductId> products_of(const Order& order);

// The order consists of these now, of which there is at least one. The total is the caller's:
// set_total().
void set_lines(Order& order, std::vector<OrderLine> lines);

// What the lines cost, before discount and shipping.
Money goods_of(const Order& order);

// Adds the order up: its goods less its discount, and what the rules take for sending them.
void set_total(Order& order, const ShowRules& rules);

// "2 x Camisa (negro M), 1 x Taza": for messages and receipts.
std::string described(std::span<const OrderLine> lines);

}  // namespace tts
