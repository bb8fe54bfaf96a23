#pragma once

#include "adapters/postgres/connection.hpp"
#include "core/order.hpp"
#include "ports/store.hpp"

#include <span>

// The SQL of orders, chat_message_order_mapping and order_events.

namespace tts::postgres {

Statement insert_orders(std::span<const Order> orders);
// Writes what may change of an order.
Statement update_order(const Order& order);
// Likewise, of its lines, its shipping and its discount.
Statement update_order_lines(const Order& order);
Statement insert_links(std::span<const OrderLink> links);
Statement insert_events(std::span<const OrderEvent> events);

// The pending orders of these buyers for these products from `since` on, newest first, locked.
Statement select_pending_orders(std::span<const BuyerProduct> keys, Timestamp since);
// Locked, and not those that somebody else has locked.
Statement select_due_orders(Timestamp now, std::size_t limit);
// By id or number.
Statement select_order(const std::string& id_or_number);
Statement select_orders(const OrderFilter& filter);
// Units, revenue and commission in cents, of orders that are not cancelled or refunded.
Statement select_sales(const std::string& streamer);

// What read_order() reads of "orders AS o".
std::string order_columns();
Order read_order(RowReader& row);

std::string event_columns();
OrderEvent read_event(RowReader& row);

}  // namespace tts::postgres
