#pragma once

#include "core/json_writer.hpp"
#include "http/message.hpp"
#include "order/order_desk.hpp"

namespace tts {

// The members of a new order, as /order/create and /purchase answer it.
void write_placed_order(JsonWriter& json, const Order& order);

// Places the order under the request's Idempotency-Key, if it has one. An error is the answer to
// the caller: 409 out of stock, 422 naming product_id, quantity or the key.
struct Placing {
    std::optional<PlacedOrder> placed;
    http::Response refusal;  // If nothing was placed.
};
Placing place_for(Store& store, OrderRequest order, const http::Request& request);

// 201 with the order, or 200 with the one that the key made before.
http::Response place_and_answer(Store& store, OrderRequest order, const http::Request& request);

}  // namespace tts
