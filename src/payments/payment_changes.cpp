#include "payments/payment_changes.hpp"

#include "core/order_event.hpp"
#include "core/order_life.hpp"
#include "core/order_lines.hpp"

namespace tts {

namespace {

OrderEvent event_of(std::string kind, const Payment& payment, const Order& order, Timestamp now) {
    JsonWriter json;
    json.object();
    write_event_members(json, order);
    json.member("payment_id", payment.id)
        .member("provider", payment.provider)
        .member("status", to_string(payment.status))
        .member("amount", payment.amount)
        .member("refunded", payment.refunded)
        .member("livemode", payment.livemode)
        .end();
    return {.id = Uuid::next(),
            .order = order.id,
            .kind = std::move(kind),
            .payload = json.take(),
            .created_at = now};
}

// To the buyer's handle; if nothing else is known, to the address that the payment was made with.
void tell_buyer(PaymentChange& change, const Order& order, MessageKind kind, Timestamp now) {
    Message message{
        .kind = kind,
        .language = order.language,
        .variables = {{"buyer", order.buyer},
                      {"streamer", order.streamer},
                      {"total", in_words(change.payment.amount, change.payment.currency)},
                      {"order", order.number}}};
    if (kind == MessageKind::paid) message.variables["items"] = described(order);
    Notification notification;
    notification.id = NotificationId::next();
    notification.order = order.id;
    notification.recipient = order.buyer;
    notification.streamer = order.streamer;
    notification.email = change.payment.email;
    notification.text = render(message);
    notification.message = std::move(message);
    notification.due_at = now;
    notification.created_at = now;
    notification.updated_at = now;
    change.notifications.push_back(std::move(notification));
}

void complete(PaymentChange& change, const Order& order, Timestamp now) {
    if (order.status != OrderStatus::pending) {
        change.payment.message = "the order is " + std::string(to_string(order.status)) +
                                 " already: the money has to go back";
        change.events.push_back(event_of("payment.refund_due", change.payment, order, now));
        return;
    }
    change.order_status = OrderStatus::paid;
    change.payment.pays_order = true;
    change.events.push_back(event_of("order.paid", change.payment, order, now));
    tell_buyer(change, order, MessageKind::paid, now);
}

// Whole: the order does not stand any more. The goods, if they left, are the seller's to follow.
void note_refund(PaymentChange& change, const Order& order, Timestamp now) {
    Payment& payment = change.payment;
    change.events.push_back(event_of("payment.refunded", payment, order, now));
    if (payment.refunded < payment.amount) return;
    payment.status = PaymentStatus::refunded;
    // Money that came for an order that another payment paid, or nobody wanted, changes no order.
    if (!payment.pays_order || !can_become(order.status, OrderStatus::refunded)) return;
    change.order_status = OrderStatus::refunded;
    change.events.push_back(event_of("order.refunded", payment, order, now));
    tell_buyer(change, order, MessageKind::refunded, now);
}

Result<void> check_same(const Payment& payment, const ProviderPayment& news) {
    if (news.amount != payment.amount || news.currency != payment.currency)
        return Error(Errc::conflict, "the provider took " + in_words(news.amount, news.currency) +
                                         ", not " + in_words(payment.amount, payment.currency));
    if (!payment.provider_id.empty() && news.livemode != payment.livemode)
        return Error(Errc::conflict, "the provider's news are of another mode, live or test");
    return {};
}

// Fills in what was not known before; what an older answer lacks stays.
void keep(std::string& known, const std::string& fresh) {
    if (!fresh.empty()) known = fresh;
}

}  // namespace

Result<PaymentChange> take_news(const Payment& payment,
                                const Order& order,
                                const ProviderPayment& news,
                                Timestamp now) {
    const auto same = check_same(payment, news);
    if (!same) return same.error();
    PaymentChange change{.payment = payment};
    Payment& changed = change.payment;
    // The first id stays: an event of a link's intent has the intent's.
    if (changed.provider_id.empty()) changed.provider_id = news.id;
    keep(changed.reference, news.reference);
    keep(changed.pay_url, news.pay_url);
    changed.livemode = news.livemode;
    if (payment.provider_id.empty() && !news.id.empty())
        change.events.push_back(event_of("payment.started", changed, order, now));
    if (can_become(payment.status, news.status)) {
        changed.status = news.status;
        changed.message = news.message;
        if (news.status == PaymentStatus::completed) changed.fee = news.fee.value_or(Money());
        if (news.status == PaymentStatus::completed) complete(change, order, now);
        if (news.status == PaymentStatus::failed)
            change.events.push_back(event_of("payment.failed", changed, order, now));
    } else if (payment.status == PaymentStatus::pending) {
        keep(changed.message, news.message);
    }
    if (news.refunded > changed.refunded && changed.status == PaymentStatus::completed) {
        changed.refunded = news.refunded;
        note_refund(change, order, now);
    }
    if (!(changed == payment)) changed.updated_at = now;
    return change;
}

Result<PaymentChange> reserve_refund(const Payment& payment, const Order&, const Refund& refund) {
    if (payment.status != PaymentStatus::completed)
        return Error(Errc::conflict, "the payment is " + std::string(to_string(payment.status)) +
                                         ": only a completed one can be refunded");
    if (payment.refunded + refund.amount > payment.amount)
        return Error(Errc::conflict,
                     "only " + in_words(payment.amount - payment.refunded, payment.currency) +
                         " of the payment are left");
    PaymentChange change{.payment = payment, .refund = refund};
    change.payment.refunded = payment.refunded + refund.amount;
    change.payment.updated_at = refund.created_at;
    return change;
}

PaymentChange finish_refund(const Payment& payment,
                            const Order& order,
                            const Refund& refund,
                            Timestamp now) {
    PaymentChange change{.payment = payment, .refund = refund};
    change.payment.updated_at = now;
    if (refund.status == RefundStatus::failed) {
        change.payment.refunded = payment.refunded - refund.amount;
        change.events.push_back(event_of("payment.refund_failed", change.payment, order, now));
    }
    if (refund.status == RefundStatus::done) note_refund(change, order, now);
    return change;
}

}  // namespace tts
