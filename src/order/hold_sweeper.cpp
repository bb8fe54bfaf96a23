#include "order/hold_sweeper.hpp"

#include "core/order_lines.hpp"
#include "order/allocate.hpp"
#include "order/order_effects.hpp"

#include <set>
#include <tuple>

namespace tts {

namespace {

constexpr std::size_t orders_max = 100;   // In one transaction; likewise the next two.
constexpr std::size_t products_max = 20;  // Locked because of those who wait for them.
constexpr std::size_t waits_max = 100;    // For each product.

// The claim that came too late, once more.
Claim claim_of(const Wait& wait) {
    return {.id = wait.id,
            .comment = wait.comment,
            .streamer = wait.streamer,
            .buyer = wait.buyer,
            .source = wait.source,
            .product = wait.product,
            .variant = wait.variant,
            .quantity = wait.quantity,
            .quantity_stated = true,
            .commission = wait.commission,
            .idempotency_key = {},
            .language = wait.language,
            .rules = {.hold = wait.hold,
                      .reminder = wait.reminder,
                      .shipping = wait.shipping,
                      .free_shipping_from = wait.free_shipping_from},
            .variant_id = wait.variant_id};
}

// Reminds and gives up; returns the products whose units are free again.
std::set<ProductId> end_holds(Effects& effects,
                              SweepReport& report,
                              const std::vector<Order>& due,
                              Timestamp now) {
    std::set<ProductId> freed;
    for (const Order& order : due) {
        if (order.hold_until && *order.hold_until > now) {
            add_reminder(effects, order, now);
            ++report.reminded;
            continue;
        }
        add_cancelled(effects, order, end_reason_expired, now);
        for (const ProductId& product : products_of(order)) freed.insert(product);
        ++report.expired;
    }
    return freed;
}

// What the moves so far leave of each product, none of which is kept back for anybody.
std::vector<Product> with_moves(std::vector<Product> products, const Effects& effects) {
    for (Product& product : products) {
        product.is_awaited = false;
        for (const StockMove& move : effects.stock)
            if (move.product == product.id) product.stock += move.available;
        for (Variant& variant : product.variants) {
            variant.is_awaited = false;
            for (const StockMove& move : effects.stock)
                if (move.variant == variant.id) variant.stock += move.available;
        }
    }
    return products;
}

void settle(Effects& effects, Wait wait, WaitStatus status, Timestamp now) {
    wait.status = status;
    wait.updated_at = now;
    effects.waits.push_back(std::move(wait));
}

// Who said the same several times waits once: the others leave.
std::vector<Wait> once_each(Effects& effects, const std::vector<Wait>& waits, Timestamp now) {
    std::set<std::tuple<std::string, ProductId, std::string>> seen;
    std::vector<Wait> first;
    for (const Wait& wait : waits) {
        if (seen.emplace(wait.buyer, wait.product, wait.variant).second)
            first.push_back(wait);
        else
            settle(effects, wait, WaitStatus::left, now);
    }
    return first;
}

void offer(Effects& effects,
           SweepReport& report,
           const std::vector<Wait>& waits,
           std::span<const Product> products,
           Timestamp now) {
    std::vector<Claim> claims;
    for (const Wait& wait : waits) claims.push_back(claim_of(wait));
    const auto served = allocate(claims, products, {}, {}, now);
    for (std::size_t i = 0; i < waits.size(); ++i) {
        if (served.allocations[i].outcome != Allocation::Outcome::ordered) continue;
        const Order& order = served.allocations[i].order;
        add_order(effects, order);
        effects.links.push_back({.comment = waits[i].comment, .order = order.id});
        Wait offered = waits[i];
        offered.order = order.id;
        settle(effects, std::move(offered), WaitStatus::offered, now);
        ++report.offered;
    }
}

}  // namespace

Result<SweepReport> sweep_holds(Store& store, Timestamp now) {
    const auto transaction = store.begin();
    if (!transaction) return transaction.error().during("sweeping holds");
    const auto due = (*transaction)->due_orders(now, orders_max);
    if (!due) return due.error();
    const auto awaited = (*transaction)->awaited_products(products_max);
    if (!awaited) return awaited.error();

    SweepReport report;
    Effects effects;
    auto wanted = end_holds(effects, report, *due, now);
    wanted.insert(awaited->begin(), awaited->end());
    if (due->empty() && wanted.empty()) return report;
    const std::vector<ProductId> ids(wanted.begin(), wanted.end());
    auto products = (*transaction)->lock_products(ids);
    if (!products) return products.error();
    const auto waits = (*transaction)->waiting(ids, waits_max);
    if (!waits) return waits.error();
    offer(effects, report, once_each(effects, *waits, now),
          with_moves(std::move(*products), effects), now);

    const auto written = (*transaction)->write(effects);
    if (!written) return written.error().during("sweeping holds");
    const auto committed = (*transaction)->commit();
    if (!committed) return committed.error().during("sweeping holds");
    return report;
}

}  // namespace tts
