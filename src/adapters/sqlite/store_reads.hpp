#pragma once

#include "adapters/sqlite/database.hpp"
#include "ports/store.hpp"

// The queries of shop.db, on a connection that only reads. Those that need several statements see
// one moment.

namespace tts::sqlite {

Result<std::vector<Show>> select_shows(Database& database,
                                       std::span<const std::string> streamers,
                                       Timestamp since);
Result<std::optional<Order>> select_order(Database& database, const std::string& number);
Result<std::optional<Order>> select_order(Database& database,
                                          const std::string& streamer,
                                          const std::string& idempotency_key);
Result<std::vector<Order>> select_orders(Database& database, const OrderFilter& filter);
Result<std::optional<Trace>> select_trace(Database& database, const std::string& number);
Result<std::vector<DecidedComment>> select_comments(Database& database,
                                                    const std::string& streamer,
                                                    std::size_t limit);
Result<Totals> select_totals(Database& database, const std::string& streamer);

}  // namespace tts::sqlite
