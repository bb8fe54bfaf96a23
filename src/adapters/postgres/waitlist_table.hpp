#pragma once

#include "adapters/postgres/connection.hpp"
#include "ports/store.hpp"

#include <span>
#include <utility>

// The SQL of waitlist and blocked_buyers, and of what buyers have.

namespace tts::postgres {

// Of one that is there, status, order and time change.
Statement upsert_waits(std::span<const Wait> waits);

// What became of the order that was an offer, if it was one.
Statement settle_offer(const Order& order);

Statement select_awaited_products(std::size_t limit);

// In the order of arrival, up to `limit` for each product, locked.
Statement select_waiting(std::span<const ProductId> products, std::size_t limit);
Wait read_wait(RowReader& row);

// See Transaction::units_of() and unpaid_of(); read_buyer_count() reads their answers.
Statement select_units(std::span<const BuyerProduct> keys, Timestamp since);
Statement select_unpaid(std::span<const BuyerProduct> keys, Timestamp since);
std::pair<BuyerProduct, std::int64_t> read_buyer_count(RowReader& row);

Statement upsert_blocked(const BlockedBuyer& buyer);

}  // namespace tts::postgres
