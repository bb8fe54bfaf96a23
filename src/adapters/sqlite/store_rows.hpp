#pragma once

#include "adapters/sqlite/row_reader.hpp"
#include "ports/store.hpp"

#include <string>

// The rows of shop.db as values: for each, the columns and what reads them.

namespace tts::sqlite {

extern const std::string product_columns;
Product read_product(RowReader& row);

extern const std::string streamer_columns;
Streamer read_streamer(RowReader& row);

extern const std::string pin_columns;
Pin read_pin(RowReader& row);

extern const std::string sighting_columns;
Sighting read_sighting(RowReader& row);

extern const std::string order_columns;  // Of `orders AS o`.
Order read_order(RowReader& row);

extern const std::string comment_columns;  // Of `chat_messages AS c`.
DecidedComment read_decided_comment(RowReader& row);

extern const std::string notification_columns;
Notification read_notification(RowReader& row);

extern const std::string event_columns;
OrderEvent read_event(RowReader& row);

}  // namespace tts::sqlite
