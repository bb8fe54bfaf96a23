#pragma once

#include "adapters/postgres/connection.hpp"
#include "ports/payment_store.hpp"

#include <string>

// The SQL of payments, payment_refunds and payment_events.

namespace tts::postgres {

std::string payment_columns();
Payment read_payment(RowReader& row);
std::string refund_columns();
Refund read_refund(RowReader& row);
std::string payment_event_columns();
PaymentEvent read_payment_event(RowReader& row);

// Writes nothing if the order has a pending payment or the key is taken.
Statement insert_payment(const Payment& payment);
Statement update_payment(const Payment& payment);
Statement upsert_refund(const Refund& refund);
// The order gets the status, and names the payment.
Statement update_paid_order(const Payment& payment, OrderStatus status);
Statement insert_payment_event(const PaymentEvent& event);

}  // namespace tts::postgres
