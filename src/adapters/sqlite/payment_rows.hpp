#pragma once

#include "adapters/sqlite/row_reader.hpp"
#include "ports/payment_store.hpp"

#include <string>

// The rows of payments, payment_refunds and payment_events as values, and what writes them.

namespace tts::sqlite {

extern const std::string payment_columns;
Payment read_payment(RowReader& row);

extern const std::string refund_columns;
Refund read_refund(RowReader& row);

extern const std::string payment_event_columns;
PaymentEvent read_payment_event(RowReader& row);

// Writes nothing if the order has a pending payment or the key is taken.
Result<void> insert_payment(Database& database, const Payment& payment);
Result<void> update_payment(Database& database, const Payment& payment);
Result<void> upsert_refund(Database& database, const Refund& refund);

}  // namespace tts::sqlite
