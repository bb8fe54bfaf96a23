#pragma once

#include "adapters/sqlite/database.hpp"
#include "ports/store.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

// The inserts and updates of shop.db, each within the transaction of the caller.

namespace tts::sqlite {

// Returns the ids of those that are stored already.
Result<std::vector<CommentId>> insert_comments(Database& database,
                                               std::span<const DecidedComment> comments);

// Errc::conflict if a claim or an idempotency key is taken.
Result<void> insert_orders(Database& database, std::span<const Order> orders);
// Writes what may change of them.
Result<void> update_orders(Database& database, std::span<const Order> orders);
Result<void> insert_links(Database& database, std::span<const OrderLink> links);
// With a reason, what only has to be shown is stored as told: see Effects.
Result<void> insert_notifications(Database& database,
                                  std::span<const Notification> notifications,
                                  const std::optional<std::string>& no_address_reason = {});
Result<void> insert_events(Database& database, std::span<const OrderEvent> events);

// Errc::conflict if a product's units would fall below zero; moves of one product add up. Those
// that keep the sum of a product's units are noted; the others are noted by a trigger.
// Their lines, shipping and discounts.
Result<void> update_order_lines(Database& database, std::span<const Order> orders);
Result<void> change_stock(Database& database, std::span<const StockMove> moves);

Result<void> upsert_streamer(Database& database, const Streamer& streamer);
Result<void> insert_sighting(Database& database, const Sighting& sighting);
Result<Product> upsert_product(Database& database, const Product& product);

}  // namespace tts::sqlite
