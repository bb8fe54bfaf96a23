#pragma once

#include "core/order.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace tts {

// One wish for one product, by a comment or by hand.
struct Claim {
    CommentId id;  // Becomes the order's claim; nil for an order by hand.
    std::string streamer;
    std::string buyer;
    std::string source;
    ProductId product;
    std::string variant;
    std::int32_t quantity = 1;
    bool quantity_stated = false;  // Otherwise it is the default, and a repeat adds nothing.
    RepeatPolicy repeats = RepeatPolicy::add;
    Percentage commission;
    std::string idempotency_key;
    std::string language = "und";  // What the buyer is answered in.
};

struct Allocation {
    enum class Outcome { ordered, repeated, sold_out, no_product };

    Outcome outcome = Outcome::no_product;
    Order order;  // The new one if ordered, the earlier one if repeated.
    std::string product_name;
    std::int32_t stock_left = 0;  // Of the product, after this claim.
};

// How long a wish without a number counts as said again, not as one more.
constexpr std::chrono::seconds repeat_window{60};

// Serves the claims in the order given, first come first served, from the stock of `products`.
// A claim is served whole or not at all. `pending` are orders that the same buyers made within the
// repeat window. Decides only; nothing is written.
std::vector<Allocation> allocate(std::span<const Claim> claims,
                                 std::span<const Product> products,
                                 std::span<const Order> pending,
                                 Timestamp now);

}  // namespace tts
