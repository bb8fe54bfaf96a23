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

// The earlier order that the claim only repeats, if there is one.
const Order* repeated(const Claim& claim, std::span<const Order> earlier) {
    if (claim.id.is_nil() || claim.quantity_stated) return nullptr;
    const auto same = [&](const Order& order) {
        return order.buyer == claim.buyer && order.streamer == claim.streamer &&
               order.product == claim.product && is_recent(claim, order) &&
               (claim.variant.empty() || order.variant == claim.variant);
    };
    const auto found = std::find_if(earlier.begin(), earlier.end(), same);
    return found == earlier.end() ? nullptr : &*found;
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
    for (const Claim& claim : claims) {
        Allocation& allocation = allocations.emplace_back();
        const auto shelf = shelves.find(claim.product);
        if (shelf == shelves.end()) continue;

        auto& left = shelf->second.left;
        if (const Order* order = repeated(claim, earlier)) {
            allocation.outcome = Allocation::Outcome::repeated;
            allocation.order = *order;
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
