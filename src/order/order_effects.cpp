#include "order/order_effects.hpp"

#include "core/order_event.hpp"
#include "core/order_lines.hpp"

namespace tts {

namespace {

Notification to_buyer(Message message, Timestamp now) {
    Notification notification;
    notification.id = NotificationId::next();
    notification.channel = Channel::in_app;  // A viewer's handle is all that a comment gives us.
    notification.recipient = message.variables["buyer"];
    notification.streamer = message.variables["streamer"];
    notification.text = render(message);
    notification.message = std::move(message);
    notification.due_at = now;
    notification.created_at = now;
    notification.updated_at = now;
    return notification;
}

Notification to_buyer(const Order& order, MessageKind kind, Timestamp now) {
    auto notification =
        to_buyer({.kind = kind,
                  .language = order.language,
                  .variables = {{"buyer", order.buyer},
                                {"streamer", order.streamer},
                                {"items", described(order)},
                                {"total", in_words(order.total_price, order.currency)},
                                {"order", order.number}}},
                 now);
    notification.order = order.id;
    return notification;
}

Notification about_parcel(const Order& order, MessageKind kind, Timestamp now) {
    auto notification = to_buyer(order, kind, now);
    notification.message.variables["parcel"] =
        order.carrier.empty() ? order.tracking_number : order.carrier + " " + order.tracking_number;
    notification.text = render(notification.message);
    return notification;
}

// With what it was before.
OrderEvent changed_event(const Order& before, const Order& after, std::string_view actor) {
    JsonWriter json;
    json.object();
    write_event_members(json, after);
    json.member("hold_until", after.hold_until);
    if (after.lines.empty()) write_event_lines(json, after);
    if (!actor.empty()) json.member("actor", actor);
    json.key("before").object().member("total_price", before.total_price);
    write_event_lines(json, before);
    json.end().end();
    return {.id = Uuid::next(),
            .order = after.id,
            .kind = "order.changed",
            .payload = json.take(),
            .created_at = after.updated_at};
}

void add_moves(Effects& effects, const std::vector<StockMove>& moves) {
    effects.stock.insert(effects.stock.end(), moves.begin(), moves.end());
}

}  // namespace

void add_order(Effects& effects, const Order& order) {
    Order unserved = order;
    unserved.stock = StockState::none;
    add_moves(effects, move_units(unserved, order.stock, "reserved"));
    effects.orders.push_back(order);
    effects.events.push_back(order_event("order.created", order, order.created_at));
    effects.notifications.push_back(to_buyer(order, MessageKind::reserved, order.created_at));
}

void add_changed(Effects& effects,
                 const Order& before,
                 const Order& after,
                 std::string_view actor) {
    add_moves(effects, moves_between(before, after, "changed"));
    effects.edited_orders.push_back(after);
    effects.events.push_back(changed_event(before, after, actor));
    effects.notifications.push_back(to_buyer(after, MessageKind::changed, after.updated_at));
}

void add_which_variant(Effects& effects,
                       const Asker& asker,
                       const std::string& choices,
                       Timestamp now) {
    effects.notifications.push_back(to_buyer(
        {.kind = MessageKind::which_variant,
         .language = asker.language,
         .variables = {{"buyer", asker.buyer}, {"streamer", asker.streamer}, {"choices", choices}}},
        now));
}

void add_reminder(Effects& effects, const Order& order, Timestamp now) {
    Order reminded = order;
    reminded.sweep_at = reminded.hold_until;
    effects.changed_orders.push_back(reminded);
    effects.events.push_back(order_event("order.reminded", reminded, now));
    auto notification = to_buyer(order, MessageKind::ending, now);
    notification.valid_until = order.hold_until;
    effects.notifications.push_back(std::move(notification));
}

void add_cancelled(Effects& effects,
                   const Order& order,
                   std::string_view end_reason,
                   Timestamp now,
                   std::string_view actor) {
    Order cancelled = order;
    cancelled.end_reason = end_reason;
    cancelled.updated_at = now;
    add_moves(effects, settle_units(cancelled, OrderStatus::cancelled));
    effects.events.push_back(order_event("order.cancelled", cancelled, now, actor));
    const bool is_expired = end_reason == end_reason_expired;
    effects.notifications.push_back(
        to_buyer(order, is_expired ? MessageKind::expired : MessageKind::cancelled, now));
    effects.changed_orders.push_back(std::move(cancelled));
}

void add_sent(Effects& effects, const Order& order, Timestamp now, std::string_view actor) {
    const bool is_delivered = order.status == OrderStatus::delivered;
    effects.changed_orders.push_back(order);
    effects.events.push_back(
        order_event(is_delivered ? "order.delivered" : "order.shipped", order, now, actor));
    if (is_delivered) return;
    effects.notifications.push_back(about_parcel(order, MessageKind::shipped, now));
}

void add_tracking(Effects& effects, const Order& order, Timestamp now, std::string_view actor) {
    effects.changed_orders.push_back(order);
    effects.events.push_back(order_event("order.tracked", order, now, actor));
    if (order.tracking_number.empty()) return;
    effects.notifications.push_back(about_parcel(order, MessageKind::parcel, now));
}

void add_sold_out(Effects& effects,
                  const Claim& claim,
                  const std::string& product_name,
                  Timestamp now) {
    const bool waits = claim.rules.sale == SaleMode::reserve && !claim.id.is_nil();
    effects.notifications.push_back(
        to_buyer({.kind = waits ? MessageKind::waiting : MessageKind::sold_out,
                  .language = claim.language,
                  .variables = {{"buyer", claim.buyer},
                                {"streamer", claim.streamer},
                                {"product", product_name}}},
                 now));
    if (!waits) return;
    effects.waits.push_back({.id = claim.id,
                             .comment = claim.comment,
                             .streamer = claim.streamer,
                             .buyer = claim.buyer,
                             .product = claim.product,
                             .variant = claim.variant,
                             .quantity = claim.quantity,
                             .source = claim.source,
                             .language = claim.language,
                             .hold = claim.rules.hold,
                             .reminder = claim.rules.reminder,
                             .commission = claim.commission,
                             .created_at = now,
                             .updated_at = now,
                             .variant_id = claim.variant_id,
                             .shipping = claim.rules.shipping,
                             .free_shipping_from = claim.rules.free_shipping_from});
}

void add_how_to_buy(Effects& effects, const Asker& asker, Timestamp now) {
    effects.notifications.push_back(to_buyer({.kind = MessageKind::how_to_buy,
                                              .language = asker.language,
                                              .variables = {{"buyer", asker.buyer},
                                                            {"streamer", asker.streamer},
                                                            {"link", asker.claim_link}}},
                                             now));
}

}  // namespace tts
