#pragma once

#include "ports/store.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace tts {

// One wish for one product, by a comment or by hand.
struct Claim {
    CommentId id;            // Becomes the order's claim; nil for an order by hand.
    CommentId comment = {};  // The first of the burst; nil for an order by hand.
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
    ShowRules rules = {};
};

// What buyers did before, as far as the rules of their shows ask for it.
struct BuyerRecords {
    std::map<BuyerProduct, std::int64_t> units = {};   // Ordered within buyer_units_time.
    std::map<BuyerProduct, std::int64_t> unpaid = {};  // Orders that ran out; without the product.
};

struct Allocation {
    enum class Outcome {
        ordered,
        repeated,
        sold_out,
        limited,     // The buyer would have more of the product than the rules allow.
        unreliable,  // The buyer left too many orders unpaid.
        no_product,
    };

    Outcome outcome = Outcome::no_product;
    Order order;  // The new one if ordered, the earlier one if repeated.
    std::string product_name;
    std::int32_t stock_left = 0;  // Of the product, after this claim.
};

// How far back a buyer's units of one product are counted.
constexpr std::chrono::hours buyer_units_time{24};

// How long a wish without a number counts as said again, not as one more.
constexpr std::chrono::seconds repeat_window{60};

// Serves the claims in the order given, first come first served, from the stock of `products`.
// A claim is served whole or not at all. `pending` are orders that the same buyers made within the
// repeat window. Where others wait whom the stock would serve, nobody goes before them. Decides
// only; nothing is written.
std::vector<Allocation> allocate(std::span<const Claim> claims,
                                 std::span<const Product> products,
                                 std::span<const Order> pending,
                                 BuyerRecords records,
                                 Timestamp now);

// Holds the units of a new order for as long as the rules say.
void hold(Order& order, const ShowRules& rules, Timestamp now);

}  // namespace tts
