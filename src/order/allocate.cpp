#include "order/allocate.hpp"

#include <algorithm>
#include <map>

namespace tts {

namespace {

Order make_order(const Claim& claim, const Product& product, Timestamp now) {
    Order order;
    order.id = OrderId::next();
    order.number = order_number(order.id);
    order.product = product.id;
    order.product_name = product.name;
    order.sku = product.sku;
    order.variant = claim.variant;
    order.buyer = claim.buyer;
    order.streamer = claim.streamer;
    order.source = claim.source;
    order.quantity = claim.quantity;
    order.unit_price = product.price;
    order.total_price = product.price * claim.quantity;
    order.currency = product.currency;
    order.commission = claim.commission;
    order.claim = claim.id;
    order.idempotency_key = claim.idempotency_key;
    order.created_at = now;
    order.updated_at = now;
    return order;
}

// By the times of the comments, so that a backlog is judged like the live chat it was.
bool is_recent(const Claim& claim, const Order& order) {
    return !order.claim.is_nil() &&
           claim.id.value.time() - order.claim.value.time() <= repeat_window;
}

// What the buyer has just claimed of the same thing.
struct Earlier {
    const Order* first = nullptr;  // Null if nothing.
    std::int32_t quantity = 0;     // Of all such orders.
};

Earlier claimed_before(const Claim& claim, std::span<const Order> orders) {
    Earlier earlier;
    if (claim.id.is_nil()) return earlier;
    for (const Order& order : orders) {
        const bool is_same = order.buyer == claim.buyer && order.streamer == claim.streamer &&
                             order.product == claim.product && is_recent(claim, order) &&
                             (claim.variant.empty() || order.variant == claim.variant);
        if (!is_same) continue;
        if (earlier.first == nullptr) earlier.first = &order;
        earlier.quantity += order.quantity;
    }
    return earlier;
}

// How many the claim asks for beyond what the buyer has claimed before, by the seller's policy;
// 0 if it only says the same again. Orders never shrink: less than before is the same again.
std::int32_t quantity_left(const Claim& claim, const Earlier& earlier) {
    if (earlier.first == nullptr) return claim.quantity;
    if (!claim.quantity_stated || claim.repeats == RepeatPolicy::ignore) return 0;
    if (claim.repeats == RepeatPolicy::add) return claim.quantity;
    return std::max(0, claim.quantity - earlier.quantity);
}

}  // namespace

std::vector<Allocation> allocate(std::span<const Claim> claims,
                                 std::span<const Product> products,
                                 std::span<const Order> pending,
                                 Timestamp now) {
    struct Shelf {
        const Product* product;
        std::int32_t left;
    };
    std::map<ProductId, Shelf> shelves;
    for (const Product& product : products) shelves[product.id] = {&product, product.stock};

    std::vector<Order> earlier(pending.begin(), pending.end());
    std::vector<Allocation> allocations;
    for (const Claim& wish : claims) {
        Allocation& allocation = allocations.emplace_back();
        const auto shelf = shelves.find(wish.product);
        if (shelf == shelves.end()) continue;

        auto& left = shelf->second.left;
        const auto before = claimed_before(wish, earlier);
        Claim claim = wish;
        claim.quantity = quantity_left(wish, before);
        if (claim.quantity == 0) {
            allocation.outcome = Allocation::Outcome::repeated;
            allocation.order = *before.first;
        } else if (claim.quantity <= left) {
            left -= claim.quantity;
            allocation.outcome = Allocation::Outcome::ordered;
            allocation.order = make_order(claim, *shelf->second.product, now);
            earlier.push_back(allocation.order);
        } else {
            allocation.outcome = Allocation::Outcome::sold_out;
        }
        allocation.product_name = shelf->second.product->name;
        allocation.stock_left = left;
    }
    return allocations;
}

}  // namespace tts
