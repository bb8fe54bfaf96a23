#pragma once

#include "order/allocate.hpp"
#include "ports/store.hpp"

#include <string>

namespace tts {

struct OrderRequest {
    std::string product;  // Our id, or the SKU within the streamer's catalogue; or a variant's.
    std::string buyer;
    std::string streamer;
    std::string source;
    std::int32_t quantity = 1;
    std::string idempotency_key;      // Empty: every request is a new order.
    std::string payment_method = {};  // As the buyer names it.
    std::string variant = {};
    CommentId comment = {};        // What it comes from, as its evidence; nil: nothing was said.
    std::string language = "und";  // What the buyer is told things in.
};

struct PlacedOrder {
    Order order;
    bool replayed = false;  // The key was used before; this is the order it made.
};

// Places an order by hand, by the same rules as the worker's. Errc::not_found: the streamer has no
// such product, or it comes in variants and none was named. Errc::conflict: not enough left.
// Errc::invalid: the key was used for another order.
Result<PlacedOrder> place_order(Store& store, const OrderRequest& request);

}  // namespace tts
