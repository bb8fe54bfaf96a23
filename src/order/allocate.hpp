#pragma once

#include "ports/store.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <set>
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
    VariantId variant_id = {};  // Nil if the product has none.
};

// What buyers did before, as far as the rules of their shows ask for it.
struct BuyerRecords {
    std::map<BuyerProduct, std::int64_t> units = {};   // Ordered within buyer_units_time.
    std::map<BuyerProduct, std::int64_t> unpaid = {};  // Orders that ran out; without the product.
    std::set<OrderId> being_paid = {};                 // Pending orders whose total must stay.
};

struct Allocation {
    enum class Outcome {
        ordered,
        added,    // To a pending order of the buyer's: a line, or to one.
        changed,  // The pending order has as many now as the claim says.
        repeated,
        sold_out,
        limited,        // The buyer would have more of the product than the rules allow.
        unreliable,     // The buyer left too many orders unpaid.
        being_paid,     // It would change an order that is being paid.
        which_variant,  // The product has variants by now, and none was named.
        no_product,
    };

    Outcome outcome = Outcome::no_product;
    Order order = {};  // The new one if ordered, or else the one that it is about.
    std::string product_name = {};
    std::int32_t quantity = 0;    // How many more than before the claim asked for.
    std::int32_t stock_left = 0;  // Of the product or its variant, after this claim.
};

// A stored order that claims changed.
struct ChangedOrder {
    Order before;
    Order after;
};

struct Served {
    std::vector<Allocation> allocations;  // One for each claim.
    std::vector<Order> created;           // As all the claims left them; likewise the next.
    std::vector<ChangedOrder> changed;
};

// How far back a buyer's units of one product are counted.
constexpr std::chrono::hours buyer_units_time{24};

// How long a wish without a number counts as said again, not as one more, where repeats add.
constexpr std::chrono::seconds repeat_window{60};

// A show does not last longer: how long a pending order of a buyer's takes more lines, counts as
// the one claim of its product, or can be cancelled by a comment.
constexpr std::chrono::hours show_time{12};

// Since when the pending orders that the claim may be about were made.
Timestamp pending_since(const Claim& claim);

// Serves the claims in the order given, first come first served, from the stock of `products`.
// A claim is served whole or not at all. `pending` are orders of the same buyers, newest first,
// from pending_since() on. Where others wait whom the stock would serve, nobody goes before them.
// Decides only; nothing is written.
Served allocate(std::span<const Claim> claims,
                std::span<const Product> products,
                std::span<const Order> pending,
                BuyerRecords records,
                Timestamp now);

// Holds the units of a new order for as long as the rules say.
void hold(Order& order, const ShowRules& rules, Timestamp now);

// Only for how long, from now on: what it holds stays.
void renew_hold(Order& order, const ShowRules& rules, Timestamp now);

}  // namespace tts
