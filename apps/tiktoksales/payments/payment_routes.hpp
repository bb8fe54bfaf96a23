#pragma once

#include "apps/tiktoksales/access.hpp"
#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/payments/payment_parts.hpp"
#include "http/router.hpp"

namespace tts {

// Adds what an order is paid with:
//   POST /payment/process                          takes Idempotency-Key
//   GET  /payment/{payment_id}
//   POST /orders/{order_number}/payment/confirm    the seller has the cash
//   POST /orders/{order_number}/refund             whole or in part; takes Idempotency-Key
//   POST /webhooks/stripe                          signed by Stripe
//   GET  /webhooks/stripe/events?outcome=&limit=   what came in, and what came of it
// The parts and the gate outlive the router.
void add_payment_routes(http::Router& router, PaymentParts& parts, const Gate& gate);

// Settles, in a thread of its own, events that were stored and not settled: the process that
// received them died, or the database was away.
void start_event_settler(Background& background, PaymentParts& parts);

}  // namespace tts
