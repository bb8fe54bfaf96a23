#pragma once

#include "apps/tiktoksales/access.hpp"
#include "http/router.hpp"
#include "payments/payment_desk.hpp"
#include "ports/ledger_store.hpp"
#include "ports/store_pool.hpp"
#include "ports/webhook_store.hpp"

#include <memory>

namespace tts {

// What sellers do with orders stands on these besides the store.
struct OrderParts {
    std::unique_ptr<LedgerStore> ledger;
    std::unique_ptr<WebhookStore> webhooks;
};

Result<OrderParts> open_order_parts(const StorageSettings& storage);

// Adds all that sellers do with orders that exist, but webhooks: see the other files of this
// folder. `payments` is null where the process takes none. What is given outlives the router.
void add_seller_order_routes(http::Router& router,
                             StorePool& stores,
                             const OrderParts& orders,
                             PaymentDesk* payments,
                             const Gate& gate);

}  // namespace tts
