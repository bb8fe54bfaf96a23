#pragma once

#include "adapters/sqlite/database.hpp"
#include "ports/store.hpp"

#include <map>
#include <span>
#include <string>
#include <vector>

// Who waits for units, whom a streamer sells nothing to, and what buyers have: shop.db.

namespace tts::sqlite {

// Of one that is there, status, order and time change.
Result<void> upsert_waits(Database& database, std::span<const Wait> waits);

Result<bool> is_awaited(Database& database, const Product& product);
Result<bool> is_awaited(Database& database, const Variant& variant);
Result<std::vector<ProductId>> select_awaited_products(Database& database, std::size_t limit);
// In the order of arrival, up to `limit` for each product.
Result<std::vector<Wait>> select_waiting(Database& database,
                                         std::span<const ProductId> products,
                                         std::size_t limit);

// See Transaction::units_of() and unpaid_of().
using BuyerCounts = std::map<BuyerProduct, std::int64_t>;
Result<BuyerCounts> count_units(Database& database,
                                std::span<const BuyerProduct> keys,
                                Timestamp since);
Result<BuyerCounts> count_unpaid(Database& database,
                                 std::span<const BuyerProduct> keys,
                                 Timestamp since);

Result<void> upsert_blocked(Database& database, const BlockedBuyer& buyer);
Result<std::vector<std::string>> select_blocked(Database& database, const std::string& streamer);

}  // namespace tts::sqlite
