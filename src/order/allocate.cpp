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
    order.language = claim.language;
    order.created_at = now;
    order.updated_at = now;
    hold(order, claim.rules, now);
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

// Why the rules of the show keep the buyer from ordering so many more, if they do.
std::optional<Allocation::Outcome> refusal_of(const Claim& claim, const BuyerRecords& records) {
    const auto count = [](const auto& counts, const BuyerProduct& key) {
        const auto found = counts.find(key);
        return found == counts.end() ? 0 : found->second;
    };
    const ShowRules& rules = claim.rules;
    const BuyerProduct buyer{claim.streamer, claim.buyer};
    if (rules.unpaid_max > 0 && count(records.unpaid, buyer) >= rules.unpaid_max)
        return Allocation::Outcome::unreliable;
    const auto units = count(records.units, {claim.streamer, claim.buyer, claim.product});
    if (rules.buyer_units_max > 0 && units + claim.quantity > rules.buyer_units_max)
        return Allocation::Outcome::limited;
    return std::nullopt;
}

struct Shelf {
    const Product* product;
    std::int32_t left;
};

// Orders what the claim asks for beyond what was claimed before, if there is enough.
void serve(Allocation& allocation, const Claim& claim, Shelf& shelf, Timestamp now) {
    const bool has_enough = claim.quantity <= shelf.left && !shelf.product->is_awaited;
    if (!has_enough) {
        allocation.outcome = Allocation::Outcome::sold_out;
        return;
    }
    if (claim.rules.sale == SaleMode::reserve) shelf.left -= claim.quantity;
    allocation.outcome = Allocation::Outcome::ordered;
    allocation.order = make_order(claim, *shelf.product, now);
}

}  // namespace

void hold(Order& order, const ShowRules& rules, Timestamp now) {
    order.stock = rules.sale == SaleMode::reserve ? StockState::reserved : StockState::none;
    if (rules.hold.count() == 0) return;
    order.hold_until = now + rules.hold;
    const bool reminds = rules.reminder.count() > 0 && rules.reminder < rules.hold;
    order.sweep_at = reminds ? now + (rules.hold - rules.reminder) : *order.hold_until;
}

std::vector<Allocation> allocate(std::span<const Claim> claims,
                                 std::span<const Product> products,
                                 std::span<const Order> pending,
                                 BuyerRecords records,
                                 Timestamp now) {
    std::map<ProductId, Shelf> shelves;
    for (const Product& product : products) shelves[product.id] = {&product, product.stock};

    std::vector<Order> earlier(pending.begin(), pending.end());
    std::vector<Allocation> allocations;
    for (const Claim& wish : claims) {
        Allocation& allocation = allocations.emplace_back();
        const auto shelf = shelves.find(wish.product);
        if (shelf == shelves.end()) continue;

        const auto before = claimed_before(wish, earlier);
        Claim claim = wish;
        claim.quantity = quantity_left(wish, before);
        if (claim.quantity == 0) {
            allocation.outcome = Allocation::Outcome::repeated;
            allocation.order = *before.first;
        } else if (const auto refusal = refusal_of(claim, records)) {
            allocation.outcome = *refusal;
        } else {
            serve(allocation, claim, shelf->second, now);
        }
        if (allocation.outcome == Allocation::Outcome::ordered) {
            earlier.push_back(allocation.order);
            records.units[{claim.streamer, claim.buyer, claim.product}] += claim.quantity;
        }
        allocation.product_name = shelf->second.product->name;
        allocation.stock_left = shelf->second.left;
    }
    return allocations;
}

}  // namespace tts
