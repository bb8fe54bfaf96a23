#pragma once

#include "apps/tiktoksales/access.hpp"
#include "http/router.hpp"
#include "ports/comment_origins.hpp"
#include "ports/ledger_store.hpp"
#include "ports/store_pool.hpp"

namespace tts {

// Where a trace finds what orders do not say themselves.
struct TraceSources {
    CommentOrigins& origins;
    LedgerStore& ledger;
};

// Adds orders and their traces:
//   POST /order/create                   an order by hand, idempotent by Idempotency-Key
//   GET  /orders/{order_number}, GET /orders?streamer=&status=&buyer=&limit=&cursor=
//   GET  /trace/{order_number}
// What is given outlives the router.
void add_order_routes(http::Router& router,
                      StorePool& stores,
                      const TraceSources& sources,
                      const Gate& gate);

// Adds what a host sets for a show:
//   GET /streamers/{username}            settings and the product that is pinned now
//   PUT /streamers/{username}            platform, commission_percentage, stream_delay_ms,
//                                        repeat_policy, trigger_words, blocked_words
//   PUT /streamers/{username}/pin        product_id or sku; both absent or null: nothing is pinned
void add_show_routes(http::Router& router, StorePool& stores, const Gate& gate);

}  // namespace tts
