#include "order/order_edit.hpp"

#include "core/order_lines.hpp"
#include "order/order_effects.hpp"
#include "order/wanted.hpp"

#include <algorithm>
#include <memory>

namespace tts {

namespace {

// A pending order in a transaction, with the rules that it is added up by.
struct OpenOrder {
    std::unique_ptr<Transaction> transaction;
    Order order;
    std::vector<Product> products;  // Of its lines, and the one that is added; locked.
    ShowRules rules;
};

// `added`: a product that is not among its lines yet, or nil.
Result<OpenOrder> open_order(Store& store, const std::string& number, ProductId added = {}) {
    const auto known = store.order_by_number(number);
    if (!known) return known.error();
    const auto show = store.show(known->streamer, now());
    if (!show) return show.error();
    auto transaction = store.begin();
    if (!transaction) return transaction.error();
    auto order = (*transaction)->lock_order(number);
    if (!order) return order.error();
    if (order->status != OrderStatus::pending)
        return Error(Errc::conflict, "order " + number + " is " +
                                         std::string(to_string(order->status)) + ", not pending");
    // Everybody who moves a product's units has locked it before.
    auto products = products_of(*order);
    if (!added.is_nil() && std::ranges::find(products, added) == products.end())
        products.push_back(added);
    auto locked = (*transaction)->lock_products(products);
    if (!locked) return locked.error();
    return OpenOrder{.transaction = std::move(*transaction),
                     .order = std::move(*order),
                     .products = std::move(*locked),
                     .rules = show->rules};
}

Result<void> refuse_if_being_paid(OpenOrder& open) {
    const auto paying = open.transaction->being_paid({&open.order.id, 1});
    if (!paying) return paying.error();
    if (paying->empty()) return {};
    return Error(Errc::conflict,
                 "order " + open.order.number + " is being paid: its total cannot change any more");
}

Result<Order> finish(OpenOrder& open, const Effects& effects, Order after) {
    const auto written = open.transaction->write(effects);
    if (!written) return written.error().during("changing order " + after.number);
    const auto committed = open.transaction->commit();
    if (!committed) return committed.error().during("changing order " + after.number);
    return after;
}

Result<Order> finish_changed(OpenOrder& open,
                             Order after,
                             const std::string& actor,
                             Timestamp now) {
    set_total(after, open.rules);
    after.updated_at = now;
    Effects effects;
    add_changed(effects, open.order, after, actor);
    return finish(open, effects, std::move(after));
}

// Nobody who asks for more goes before those who wait.
Result<void> check_units(const OpenOrder& open, const OrderLine& line, std::int32_t more) {
    if (open.order.stock != StockState::reserved) return {};
    const auto product = std::ranges::find(open.products, line.product, &Product::id);
    const bool is_known = product != open.products.end();
    const Variant* variant = is_known ? product->variant(line.variant_id) : nullptr;
    const bool is_there =
        is_known && (variant != nullptr || (line.variant_id.is_nil() && !product->has_variants));
    const std::int32_t left = !is_there ? 0 : variant != nullptr ? variant->stock : product->stock;
    const bool is_awaited =
        is_there && (variant != nullptr ? variant->is_awaited : product->is_awaited);
    if (left >= more && !is_awaited) return {};
    return Error(Errc::conflict, "out of stock: " + std::to_string(is_awaited ? 0 : left) +
                                     " more of " + line.sku + " can be had");
}

Result<Order> finish_given_up(OpenOrder& open,
                              std::string_view reason,
                              std::string_view actor,
                              Timestamp now) {
    Effects effects;
    add_cancelled(effects, open.order, reason, now, actor);
    return finish(open, effects, effects.changed_orders.front());
}

// As it is sold now. Errc::not_found if it was taken off the shelf meanwhile.
Result<OrderLine> line_for(const OpenOrder& open, const Wanted& wanted, std::int32_t quantity) {
    const auto product = std::ranges::find(open.products, wanted.product.id, &Product::id);
    if (product == open.products.end() || product->archived_at) return no_such_product();
    const Variant* variant = product->variant(wanted.variant);
    if (product->has_variants && variant == nullptr) return which_variant();
    if (product->currency != open.order.currency)
        return Error(Errc::conflict, product->sku + " is sold in " + product->currency +
                                         ", the order is in " + open.order.currency);
    OrderLine line{.product = product->id,
                   .product_name = product->name,
                   .sku = product->sku,
                   .quantity = quantity,
                   .unit_price = product->price};
    if (variant == nullptr) return line;
    line.variant_id = variant->id;
    line.sku = variant->sku;
    line.variant = variant->name();
    line.unit_price = variant->price.value_or(product->price);
    return line;
}

// Errc::conflict if an order cannot hold so much.
Result<void> put_line(std::vector<OrderLine>& lines, const OrderLine& line) {
    std::int32_t units = line.quantity;
    for (const OrderLine& known : lines) units += known.quantity;
    if (units > quantity_max)
        return Error(Errc::conflict,
                     "an order takes up to " + std::to_string(quantity_max) + " units");
    const auto same = std::ranges::find_if(lines, [&](const OrderLine& known) {
        return known.product == line.product && known.variant_id == line.variant_id &&
               known.unit_price == line.unit_price;
    });
    if (same != lines.end()) {
        same->quantity += line.quantity;
        return {};
    }
    if (lines.size() == order_lines_max)
        return Error(Errc::conflict,
                     "an order takes up to " + std::to_string(order_lines_max) + " lines");
    lines.push_back(line);
    return {};
}

}  // namespace

Result<Order> add_line(Store& store, const LineAddition& addition, Timestamp now) {
    const auto known = store.order_by_number(addition.order_number);
    if (!known) return known.error();
    const auto wanted = find_wanted(
        store,
        {.streamer = known->streamer, .product = addition.product, .variant = addition.variant});
    if (!wanted) return wanted.error();
    auto open = open_order(store, addition.order_number, wanted->product.id);
    if (!open) return open.error();
    const auto free = refuse_if_being_paid(*open);
    if (!free) return free.error();
    const auto line = line_for(*open, *wanted, addition.quantity);
    if (!line) return line.error();
    const auto checked = check_units(*open, *line, addition.quantity);
    if (!checked) return checked.error();
    auto lines = lines_of(open->order);
    const auto put = put_line(lines, *line);
    if (!put) return put.error();
    Order after = open->order;
    set_lines(after, std::move(lines));
    return finish_changed(*open, std::move(after), addition.actor, now);
}

Result<Order> edit_line(Store& store, const LineEdit& edit, Timestamp now) {
    auto open = open_order(store, edit.order_number);
    if (!open) return open.error();
    const auto free = refuse_if_being_paid(*open);
    if (!free) return free.error();
    auto lines = lines_of(open->order);
    if (edit.line < 1 || edit.line > lines.size())
        return Error(Errc::not_found,
                     "order " + edit.order_number + " has no line " + std::to_string(edit.line));
    OrderLine& line = lines[edit.line - 1];
    const std::int32_t more = edit.quantity - line.quantity;
    if (more == 0) return open->order;
    if (more > 0 && edit.by == LineEdit::By::buyer)
        return Error(Errc::denied, "a buyer asks for more in the chat, where others wait too");
    if (open->order.quantity + more > quantity_max)
        return Error(Errc::conflict,
                     "an order takes up to " + std::to_string(quantity_max) + " units");
    const auto checked = more > 0 ? check_units(*open, line, more) : Result<void>();
    if (!checked) return checked.error();

    line.quantity = edit.quantity;
    if (edit.quantity == 0) lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(edit.line - 1));
    if (lines.empty())
        return finish_given_up(
            *open, edit.by == LineEdit::By::buyer ? end_reason_buyer : end_reason_seller,
            edit.actor, now);
    Order after = open->order;
    set_lines(after, std::move(lines));
    return finish_changed(*open, std::move(after), edit.actor, now);
}

Result<Order> set_discount(Store& store, const DiscountEdit& edit, Timestamp now) {
    auto open = open_order(store, edit.order_number);
    if (!open) return open.error();
    if (open->order.discount.code == edit.code) return open->order;
    const auto free = refuse_if_being_paid(*open);
    if (!free) return free.error();
    Order after = open->order;
    after.discount = {};
    if (!edit.code.empty()) {
        auto discount = open->transaction->use_discount(after.streamer, edit.code, now);
        if (!discount) return discount.error();
        after.discount = std::move(*discount);
    }
    return finish_changed(*open, std::move(after), edit.actor, now);
}

Result<Order> give_up(Store& store,
                      const std::string& order_number,
                      std::string_view reason,
                      Timestamp now) {
    auto open = open_order(store, order_number);
    if (!open) return open.error();
    return finish_given_up(*open, reason, {}, now);
}

}  // namespace tts
