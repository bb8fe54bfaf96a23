#include "order/order_edit.hpp"

#include "core/order_lines.hpp"
#include "order/order_effects.hpp"

#include <algorithm>
#include <memory>

namespace tts {

namespace {

// A pending order in a transaction, with the rules that it is added up by.
struct OpenOrder {
    std::unique_ptr<Transaction> transaction;
    Order order;
    std::vector<Product> products;  // Of its lines, locked.
    ShowRules rules;
};

Result<OpenOrder> open_order(Store& store, const std::string& number) {
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
    auto locked = (*transaction)->lock_products(products_of(*order));
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

}  // namespace

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

Result<Order> set_discount(Store& store,
                           const std::string& order_number,
                           const std::string& code,
                           Timestamp now) {
    auto open = open_order(store, order_number);
    if (!open) return open.error();
    if (open->order.discount.code == code) return open->order;
    const auto free = refuse_if_being_paid(*open);
    if (!free) return free.error();
    Order after = open->order;
    after.discount = {};
    if (!code.empty()) {
        auto discount = open->transaction->use_discount(after.streamer, code, now);
        if (!discount) return discount.error();
        after.discount = std::move(*discount);
    }
    return finish_changed(*open, std::move(after), {}, now);
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
