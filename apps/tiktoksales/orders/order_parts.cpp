#include "apps/tiktoksales/orders/order_parts.hpp"

#include "apps/tiktoksales/orders/order_change_routes.hpp"
#include "apps/tiktoksales/orders/print_routes.hpp"
#include "apps/tiktoksales/orders/statement_routes.hpp"
#include "apps/tiktoksales/storage.hpp"

namespace tts {

Result<OrderParts> open_order_parts(const StorageSettings& storage) {
    OrderParts parts;
    auto ledger = open_ledger_store(storage);
    if (!ledger) return ledger.error();
    parts.ledger = std::move(*ledger);
    auto webhooks = open_webhook_store(storage);
    if (!webhooks) return webhooks.error();
    parts.webhooks = std::move(*webhooks);
    return Result<OrderParts>(std::move(parts));
}

void add_seller_order_routes(http::Router& router,
                             StorePool& stores,
                             const OrderParts& orders,
                             PaymentDesk* payments,
                             const Gate& gate) {
    add_order_change_routes(router, stores, payments, gate);
    add_print_routes(router, stores, gate);
    add_statement_routes(router, *orders.ledger);
}

}  // namespace tts
