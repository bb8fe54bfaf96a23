#include "order/allocate.hpp"

#include "core/order_lines.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tts {

namespace {

using Outcome = Allocation::Outcome;

Money price_of(const Product& product, const Variant* variant) {
    return variant != nullptr ? variant->price.value_or(product.price) : product.price;
}

OrderLine make_line(const Claim& claim, const Product& product, const Variant* variant) {
    return {.product = product.id,
            .variant_id = claim.variant_id,
            .product_name = product.name,
            .sku = variant != nullptr ? variant->sku : product.sku,
            .variant = variant != nullptr ? variant->name() : claim.variant,
            .quantity = claim.quantity,
            .unit_price = price_of(product, variant),
            .claim = claim.id};
}

Order make_order(const Claim& claim, const Product& product, OrderLine line, Timestamp now) {
    Order order;
    order.id = OrderId::next();
    order.number = order_number(order.id);
    order.buyer = claim.buyer;
    order.streamer = claim.streamer;
    order.source = claim.source;
    order.currency = product.currency;
    order.commission = claim.commission;
    order.claim = claim.id;
    order.idempotency_key = claim.idempotency_key;
    order.language = claim.language;
    order.is_cart = claim.rules.carts == Carts::one_order && !claim.id.is_nil();
    order.created_at = now;
    order.updated_at = now;
    set_lines(order, {std::move(line)});
    set_total(order, claim.rules);
    hold(order, claim.rules, now);
    return order;
}

// By the times of the comments, so that a backlog is judged like the live chat it was.
bool is_recent(const Claim& claim, const OrderLine& line) {
    return claim.id.value.time() - line.claim.value.time() <= repeat_window;
}

bool is_same_thing(const Claim& claim, const OrderLine& line) {
    if (line.claim.is_nil() || line.product != claim.product) return false;
    if (!claim.variant_id.is_nil()) return line.variant_id == claim.variant_id;
    return claim.variant.empty() || line.variant == claim.variant;
}

// Why the rules of the show keep the buyer from ordering so many more, if they do.
std::optional<Outcome> refusal_of(const Claim& claim, const BuyerRecords& records) {
    const auto count = [](const auto& counts, const BuyerProduct& key) {
        const auto found = counts.find(key);
        return found == counts.end() ? 0 : found->second;
    };
    const ShowRules& rules = claim.rules;
    const BuyerProduct buyer{claim.streamer, claim.buyer};
    if (rules.unpaid_max > 0 && count(records.unpaid, buyer) >= rules.unpaid_max)
        return Outcome::unreliable;
    const auto units = count(records.units, {claim.streamer, claim.buyer, claim.product});
    if (rules.buyer_units_max > 0 && units + claim.quantity > rules.buyer_units_max)
        return Outcome::limited;
    return std::nullopt;
}

// What is there of one product or variant.
struct Shelf {
    const Product* product = nullptr;
    const Variant* variant = nullptr;
    std::int32_t left = 0;
    bool is_awaited = false;
};

// The claims of a batch, one after the other.
class Allocator {
public:
    Allocator(std::span<const Product> products,
              std::span<const Order> pending,
              BuyerRecords records,
              Timestamp now)
        : records_(std::move(records)), now_(now) {
        for (const Product& product : products) stock(product);
        for (const Order& order : pending) keep({.before = order, .order = order});
    }

    void serve(const Claim& claim);
    Served take();

private:
    // An order that the claims may change, or that one of them made.
    struct Kept {
        Order before = {};
        Order order = {};
        bool is_new = false;
    };
    // Where the buyer has claimed the same thing before.
    struct Said {
        std::vector<std::size_t> orders;
        std::int32_t quantity = 0;  // In all of them.
    };

    void stock(const Product& product);
    std::size_t keep(Kept kept);
    std::vector<std::size_t> orders_of(const Claim& claim) const;
    Said said_before(const Claim& claim) const;
    bool can_change(const Order& order) const;
    std::optional<std::size_t> find_cart(const Claim& claim, const Product& product) const;

    void decide(const Claim& claim, Shelf& shelf, Allocation& allocation);
    void place(const Claim& claim, Shelf& shelf, Allocation& allocation);
    bool reserve(const Claim& claim, Shelf& shelf, Allocation& allocation);
    void add(Order& cart, OrderLine line, const Claim& claim);
    void replace(const Claim& claim, const Said& said, Shelf& shelf, Allocation& allocation);
    void change(Order& order, const Claim& claim);

    std::map<std::pair<ProductId, VariantId>, Shelf> shelves_;
    std::map<ProductId, const Product*> products_;
    std::vector<Kept> kept_;  // Those that were pending first, newest first.
    std::map<BuyerProduct, std::vector<std::size_t>> by_buyer_;
    std::vector<Allocation> allocations_;
    BuyerRecords records_;
    const Timestamp now_;
};

void Allocator::stock(const Product& product) {
    products_[product.id] = &product;
    if (!product.has_variants)
        shelves_[{product.id, {}}] = {
            .product = &product, .left = product.stock, .is_awaited = product.is_awaited};
    for (const Variant& variant : product.variants)
        shelves_[{product.id, variant.id}] = {.product = &product,
                                              .variant = &variant,
                                              .left = variant.stock,
                                              .is_awaited = variant.is_awaited};
}

std::size_t Allocator::keep(Kept kept) {
    by_buyer_[{kept.order.streamer, kept.order.buyer}].push_back(kept_.size());
    kept_.push_back(std::move(kept));
    return kept_.size() - 1;
}

std::vector<std::size_t> Allocator::orders_of(const Claim& claim) const {
    const auto found = by_buyer_.find({claim.streamer, claim.buyer});
    return found == by_buyer_.end() ? std::vector<std::size_t>() : found->second;
}

Allocator::Said Allocator::said_before(const Claim& claim) const {
    Said said;
    if (claim.id.is_nil()) return said;
    for (const std::size_t i : orders_of(claim)) {
        std::int32_t quantity = 0;
        for (const OrderLine& line : lines_of(kept_[i].order))
            if (is_same_thing(claim, line) &&
                (claim.repeats != RepeatPolicy::add || is_recent(claim, line)))
                quantity += line.quantity;
        if (quantity == 0) continue;
        said.orders.push_back(i);
        said.quantity += quantity;
    }
    return said;
}

bool Allocator::can_change(const Order& order) const {
    return order.status == OrderStatus::pending && !records_.being_paid.contains(order.id);
}

// The buyer's order that takes one more line, if there is one.
std::optional<std::size_t> Allocator::find_cart(const Claim& claim, const Product& product) const {
    if (claim.rules.carts != Carts::one_order || claim.id.is_nil()) return std::nullopt;
    const auto state =
        claim.rules.sale == SaleMode::reserve ? StockState::reserved : StockState::none;
    for (const std::size_t i : orders_of(claim)) {
        const Order& order = kept_[i].order;
        const bool has_room =
            order.lines.size() < order_lines_max && order.quantity + claim.quantity <= quantity_max;
        const bool is_held = !order.hold_until || *order.hold_until > now_;
        if (order.is_cart && can_change(order) && has_room && is_held && order.stock == state &&
            order.currency == product.currency)
            return i;
    }
    return std::nullopt;
}

void Allocator::serve(const Claim& claim) {
    Allocation& allocation = allocations_.emplace_back();
    const auto product = products_.find(claim.product);
    if (product == products_.end()) return;
    allocation.product_name = product->second->name;
    const auto shelf = shelves_.find({claim.product, claim.variant_id});
    if (shelf == shelves_.end()) {
        if (claim.variant_id.is_nil()) allocation.outcome = Outcome::which_variant;
        return;
    }
    decide(claim, shelf->second, allocation);
    allocation.stock_left = shelf->second.left;
}

// What the claim means by the seller's policy, if the buyer has said something like it before.
void Allocator::decide(const Claim& claim, Shelf& shelf, Allocation& allocation) {
    const auto said = said_before(claim);
    const bool says_the_same = !claim.quantity_stated || claim.repeats == RepeatPolicy::ignore;
    const bool is_new =
        said.orders.empty() || (claim.repeats == RepeatPolicy::add && !says_the_same);
    if (is_new) {
        place(claim, shelf, allocation);
    } else if (says_the_same) {
        allocation.outcome = Outcome::repeated;
        allocation.order = kept_[said.orders.front()].order;
    } else {
        replace(claim, said, shelf, allocation);
    }
}

// Takes the units off the shelf, or says why not.
bool Allocator::reserve(const Claim& claim, Shelf& shelf, Allocation& allocation) {
    allocation.quantity = claim.quantity;
    if (const auto refusal = refusal_of(claim, records_)) {
        allocation.outcome = *refusal;
        return false;
    }
    if (claim.quantity > shelf.left || shelf.is_awaited) {
        allocation.outcome = Outcome::sold_out;
        return false;
    }
    if (claim.rules.sale == SaleMode::reserve) shelf.left -= claim.quantity;
    records_.units[{claim.streamer, claim.buyer, claim.product}] += claim.quantity;
    return true;
}

void Allocator::place(const Claim& claim, Shelf& shelf, Allocation& allocation) {
    if (!reserve(claim, shelf, allocation)) return;
    auto line = make_line(claim, *shelf.product, shelf.variant);
    if (const auto cart = find_cart(claim, *shelf.product)) {
        add(kept_[*cart].order, std::move(line), claim);
        allocation.outcome = Outcome::added;
        allocation.order = kept_[*cart].order;
        return;
    }
    const auto made =
        keep({.order = make_order(claim, *shelf.product, std::move(line), now_), .is_new = true});
    allocation.outcome = Outcome::ordered;
    allocation.order = kept_[made].order;
}

void Allocator::add(Order& cart, OrderLine line, const Claim& claim) {
    auto lines = lines_of(cart);
    const auto is_same = [&](const OrderLine& one) {
        return std::tie(one.product, one.variant_id, one.variant, one.unit_price) ==
               std::tie(line.product, line.variant_id, line.variant, line.unit_price);
    };
    const auto same = std::ranges::find_if(lines, is_same);
    if (same == lines.end()) {
        lines.push_back(std::move(line));
    } else {
        same->quantity += line.quantity;
        same->claim = line.claim;
    }
    set_lines(cart, std::move(lines));
    change(cart, claim);
}

// The order was changed by the claim: it is added up, and its buyer has as long to pay as anybody.
void Allocator::change(Order& order, const Claim& claim) {
    set_total(order, claim.rules);
    if (order.hold_until) renew_hold(order, claim.rules, now_);
    order.updated_at = now_;
}

// So many in all.
void Allocator::replace(const Claim& claim,
                        const Said& said,
                        Shelf& shelf,
                        Allocation& allocation) {
    allocation.order = kept_[said.orders.front()].order;
    const std::int32_t more = claim.quantity - said.quantity;
    if (more == 0) {
        allocation.outcome = Outcome::repeated;
        return;
    }
    const auto free = std::ranges::find_if(
        said.orders, [&](std::size_t i) { return can_change(kept_[i].order); });
    if (free == said.orders.end()) {
        allocation.outcome = Outcome::being_paid;
        return;
    }
    Order& order = kept_[*free].order;
    auto lines = lines_of(order);
    const auto line = std::ranges::find_if(
        lines, [&](const OrderLine& one) { return is_same_thing(claim, one); });
    Claim difference = claim;
    difference.quantity = std::max(more, 1 - line->quantity);
    if (order.quantity + difference.quantity > quantity_max) {
        allocation.outcome = Outcome::limited;
        return;
    }
    if (more > 0 && !reserve(difference, shelf, allocation)) return;
    if (more < 0 && order.stock == StockState::reserved) shelf.left -= difference.quantity;
    if (more < 0)
        records_.units[{claim.streamer, claim.buyer, claim.product}] += difference.quantity;
    line->quantity += difference.quantity;
    line->claim = claim.id;
    set_lines(order, std::move(lines));
    change(order, claim);
    allocation.outcome = Outcome::changed;
    allocation.order = order;
    allocation.quantity = difference.quantity;
}

Served Allocator::take() {
    Served served{.allocations = std::move(allocations_), .created = {}, .changed = {}};
    for (Kept& kept : kept_) {
        if (kept.is_new)
            served.created.push_back(std::move(kept.order));
        else if (kept.order != kept.before)
            served.changed.push_back(
                {.before = std::move(kept.before), .after = std::move(kept.order)});
    }
    return served;
}

}  // namespace

void hold(Order& order, const ShowRules& rules, Timestamp now) {
    order.stock = rules.sale == SaleMode::reserve ? StockState::reserved : StockState::none;
    renew_hold(order, rules, now);
}

void renew_hold(Order& order, const ShowRules& rules, Timestamp now) {
    if (rules.hold.count() == 0) return;
    order.hold_until = now + rules.hold;
    const bool reminds = rules.reminder.count() > 0 && rules.reminder < rules.hold;
    order.sweep_at = reminds ? now + (rules.hold - rules.reminder) : *order.hold_until;
}

Timestamp pending_since(const Claim& claim) {
    const bool adds = claim.repeats == RepeatPolicy::add && claim.rules.carts != Carts::one_order;
    const auto at = claim.id.value.time();
    return adds ? at - repeat_window : at - show_time;
}

Served allocate(std::span<const Claim> claims,
                std::span<const Product> products,
                std::span<const Order> pending,
                BuyerRecords records,
                Timestamp now) {
    Allocator allocator(products, pending, std::move(records), now);
    for (const Claim& claim : claims) allocator.serve(claim);
    return allocator.take();
}

}  // namespace tts
