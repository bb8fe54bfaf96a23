#pragma once

#include "apps/tiktoksales/access.hpp"
#include "http/router.hpp"
#include "payments/payment_desk.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// Adds what a seller does with an order that exists:
//   PATCH /orders/{order_number}   {status, tracking_number, carrier}
// The pending payment of a cancelled order is withdrawn at once where the process takes payments
// (`payments`), or else by the reconciliation of one that does. What is given outlives the router.
void add_order_change_routes(http::Router& router,
                             StorePool& stores,
                             PaymentDesk* payments,
                             const Gate& gate);

}  // namespace tts
