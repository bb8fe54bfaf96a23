#include "order/order_desk.hpp"

#include "order/order_effects.hpp"
#include "order/wanted.hpp"

#include <algorithm>
#include <array>

namespace tts {

namespace {

// The order that the key made before. Errc::invalid if that order is another one.
Result<PlacedOrder> replay(Store& store, const OrderRequest& request, const Wanted& wanted) {
    const auto order = store.order_by_idempotency_key(request.streamer, request.idempotency_key);
    if (!order) return order.error();
    const bool same = order->product == wanted.product.id && order->variant_id == wanted.variant &&
                      order->buyer == request.buyer && order->quantity == request.quantity &&
                      order->source == request.source;
    if (!same) return Error(Errc::invalid, "the Idempotency-Key was used for another order before");
    return PlacedOrder{.order = *order, .replayed = true};
}

Result<PlacedOrder> place_new(Store& store, const OrderRequest& request, const Wanted& wanted) {
    const Product& product = wanted.product;
    const auto show = store.show(request.streamer, now());
    if (!show) return show.error();
    const Claim claim{.id = {},
                      .comment = request.comment,
                      .streamer = request.streamer,
                      .buyer = request.buyer,
                      .source = request.source,
                      .product = product.id,
                      .variant = request.variant,
                      .quantity = request.quantity,
                      .quantity_stated = true,
                      .commission = show->streamer.commission,
                      .idempotency_key = request.idempotency_key,
                      .language = request.language,
                      .rules = show->rules,
                      .variant_id = wanted.variant};

    if (std::ranges::binary_search(show->blocked_buyers, request.buyer))
        return Error(Errc::denied, "the streamer sells nothing to this buyer");

    auto transaction = store.begin();
    if (!transaction) return transaction.error();
    const std::array ids{product.id};
    const auto locked = (*transaction)->lock_products(ids);
    if (!locked) return locked.error();
    const auto served = allocate({&claim, 1}, *locked, {}, {}, now());
    const Allocation& allocation = served.allocations.front();
    if (allocation.outcome == Allocation::Outcome::which_variant) return which_variant();
    if (allocation.outcome == Allocation::Outcome::no_product) return no_such_product();
    if (allocation.outcome == Allocation::Outcome::sold_out)
        return Error(Errc::conflict, "out of stock: " + std::to_string(allocation.stock_left) +
                                         " left of " + product.sku);

    Effects effects;
    Order order = allocation.order;
    order.payment_method = request.payment_method;
    add_order(effects, order);
    if (!request.comment.is_nil()) effects.links.push_back({request.comment, order.id});
    const auto written = (*transaction)->write(effects);
    if (!written) return written.error();
    const auto committed = (*transaction)->commit();
    if (!committed) return committed.error();
    return PlacedOrder{.order = std::move(order), .replayed = false};
}

}  // namespace

Result<PlacedOrder> place_order(Store& store, const OrderRequest& request) {
    const auto wanted = find_wanted(
        store,
        {.streamer = request.streamer, .product = request.product, .variant = request.variant});
    if (!wanted) return wanted.error();
    if (request.idempotency_key.empty()) return place_new(store, request, *wanted);

    auto earlier = replay(store, request, *wanted);
    if (earlier || earlier.error().code() != Errc::not_found) return earlier;
    auto placed = place_new(store, request, *wanted);
    if (placed || placed.error().code() == Errc::not_found) return placed;
    // Another request with the same key may have been quicker, or the commit's answer was lost.
    auto now_there = replay(store, request, *wanted);
    return now_there || now_there.error().code() == Errc::invalid ? now_there : placed;
}

}  // namespace tts
