#include "pipeline/serve.hpp"

#include "core/order_lines.hpp"

#include <algorithm>
#include <set>

namespace tts {

namespace {

// What the rules ask for, and nothing where they ask for nothing.
Result<BuyerRecords> records_of(Transaction& transaction, const std::vector<Claim>& claims) {
    std::set<BuyerProduct> limited;
    std::set<BuyerProduct> checked;
    std::int32_t days = 0;
    for (const Claim& claim : claims) {
        if (claim.rules.buyer_units_max > 0)
            limited.insert({claim.streamer, claim.buyer, claim.product});
        if (claim.rules.unpaid_max > 0) {
            checked.insert({claim.streamer, claim.buyer});
            days = std::max(days, claim.rules.unpaid_days);
        }
    }
    BuyerRecords records;
    if (!limited.empty()) {
        auto units = transaction.units_of(std::vector(limited.begin(), limited.end()),
                                          now() - buyer_units_time);
        if (!units) return units.error();
        records.units = std::move(*units);
    }
    if (!checked.empty()) {
        auto unpaid = transaction.unpaid_of(std::vector(checked.begin(), checked.end()),
                                            now() - std::chrono::days(days));
        if (!unpaid) return unpaid.error();
        records.unpaid = std::move(*unpaid);
    }
    return records;
}

// The orders that the claims may be about, locked.
Result<std::vector<Order>> find_pending(Transaction& transaction,
                                        const std::vector<Claim>& claims) {
    std::set<BuyerProduct> buyers;
    Timestamp since = pending_since(claims.front());
    for (const Claim& claim : claims) {
        const bool in_cart = claim.rules.carts == Carts::one_order;
        buyers.insert({claim.streamer, claim.buyer, in_cart ? ProductId{} : claim.product});
        since = std::min(since, pending_since(claim));
    }
    auto pending =
        transaction.pending_orders(std::vector<BuyerProduct>(buyers.begin(), buyers.end()), since);
    if (!pending) return pending.error().during("looking for earlier orders");
    return pending;
}

// Those whose total must stay; nobody asks where no claim can change an order.
Result<std::set<OrderId>> find_being_paid(Transaction& transaction,
                                          const std::vector<Claim>& claims,
                                          const std::vector<Order>& pending) {
    const auto can_change = [](const Claim& claim) {
        return claim.rules.carts == Carts::one_order || claim.repeats == RepeatPolicy::replace;
    };
    if (pending.empty() || std::ranges::none_of(claims, can_change)) return std::set<OrderId>();
    std::vector<OrderId> ids;
    for (const Order& order : pending) ids.push_back(order.id);
    auto paying = transaction.being_paid(ids);
    if (!paying) return paying.error().during("looking for what is being paid");
    return paying;
}

}  // namespace

ClaimLine line_up(const std::vector<DecidedBurst>& bursts) {
    ClaimLine line;
    for (std::size_t i = 0; i < bursts.size(); ++i) {
        for (const Claim& claim : bursts[i].claims) {
            line.claims.push_back(claim);
            line.burst_of.push_back(i);
        }
    }
    return line;
}

Result<std::map<std::size_t, Order>> find_cancelled(Transaction& transaction,
                                                    const std::vector<DecidedBurst>& bursts,
                                                    const std::vector<Claim>& claims) {
    std::map<std::size_t, Order> found;
    std::set<BuyerProduct> claimed;
    for (const Claim& claim : claims) claimed.insert({claim.streamer, claim.buyer});
    for (std::size_t i = 0; i < bursts.size(); ++i) {
        if (!bursts[i].cancels) continue;
        const Comment& comment = bursts[i].comments.front().comment;
        const BuyerProduct buyer{comment.streamer, comment.client};
        if (!claimed.insert(buyer).second) continue;
        const auto pending =
            transaction.pending_orders({&buyer, 1}, comment.arrived_at() - show_time);
        if (!pending) return pending.error().during("looking for what is to be cancelled");
        const auto is_earlier = [&](const Order& order) {
            return !order.claim.is_nil() && order.claim < comment.id;
        };
        const auto order = std::ranges::find_if(*pending, is_earlier);
        if (order != pending->end()) found.emplace(i, *order);
    }
    return found;
}

Result<Served> serve(Transaction& transaction,
                     const std::vector<Claim>& claims,
                     const std::map<std::size_t, Order>& cancelled) {
    std::set<ProductId> products;
    for (const Claim& claim : claims) products.insert(claim.product);
    for (const auto& [burst, order] : cancelled)
        for (const ProductId& product : products_of(order)) products.insert(product);
    if (products.empty()) return Served();
    if (claims.empty()) {
        const auto locked =
            transaction.lock_products(std::vector(products.begin(), products.end()));
        if (!locked) return locked.error().during("locking the products");
        return Served();
    }
    const auto pending = find_pending(transaction, claims);
    if (!pending) return pending.error();
    auto paying = find_being_paid(transaction, claims, *pending);
    if (!paying) return paying.error();
    const auto locked =
        transaction.lock_products(std::vector<ProductId>(products.begin(), products.end()));
    if (!locked) return locked.error().during("locking the products");
    auto records = records_of(transaction, claims);
    if (!records) return records.error().during("looking at what buyers did");
    records->being_paid = std::move(*paying);
    return allocate(claims, *locked, *pending, std::move(*records), now());
}

}  // namespace tts
