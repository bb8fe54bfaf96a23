// What news of a payment change: the rules, without a database or a provider.

#include "payments/payment_changes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tts::test {

namespace {

Order pending_order() {
    Order order;
    order.id = OrderId::next();
    order.number = order_number(order.id);
    order.product_name = "Vela de soja";
    order.buyer = "luis";
    order.quantity = 2;
    order.total_price = Money::from_cents(2'500);
    order.currency = "EUR";
    return order;
}

Payment pending_payment(const Order& order) {
    Payment payment;
    payment.id = PaymentId::next();
    payment.order = order.id;
    payment.provider = "stripe";
    payment.provider_id = "cs_1";
    payment.amount = order.total_price;
    payment.currency = order.currency;
    payment.email = "luis@example.com";
    return payment;
}

ProviderPayment news_of(const Payment& payment, PaymentStatus status) {
    ProviderPayment news;
    news.id = payment.provider_id;
    news.reference = "pi_1";
    news.status = status;
    news.amount = payment.amount;
    news.currency = payment.currency;
    return news;
}

bool has_event(const PaymentChange& change, const std::string& kind) {
    return std::any_of(change.events.begin(), change.events.end(),
                       [&](const auto& event) { return event.kind == kind; });
}

}  // namespace

TEST(PaymentChanges, CompletedMoneyPaysAPendingOrderAndTellsTheBuyer) {
    const auto order = pending_order();
    const auto payment = pending_payment(order);

    const auto change =
        take_news(payment, order, news_of(payment, PaymentStatus::completed), now()).value();

    EXPECT_EQ(change.payment.status, PaymentStatus::completed);
    EXPECT_EQ(change.payment.reference, "pi_1");
    EXPECT_EQ(change.order_status, OrderStatus::paid);
    EXPECT_TRUE(has_event(change, "order.paid"));
    ASSERT_EQ(change.notifications.size(), 1U);
    EXPECT_EQ(change.notifications.front().recipient, order.buyer);
    EXPECT_EQ(change.notifications.front().email, payment.email);
    EXPECT_EQ(change.notifications.front().message.kind, MessageKind::paid);
}

TEST(PaymentChanges, TheSameNewsAgainChangeNothing) {
    auto order = pending_order();
    const auto news = news_of(pending_payment(order), PaymentStatus::completed);
    const auto paid = take_news(pending_payment(order), order, news, now()).value().payment;
    order.status = OrderStatus::paid;

    const auto again = take_news(paid, order, news, now()).value();

    EXPECT_EQ(again.payment, paid);
    EXPECT_FALSE(again.order_status);
    EXPECT_TRUE(again.events.empty());
    EXPECT_TRUE(again.notifications.empty());
}

TEST(PaymentChanges, ALateFailureDoesNotUndoAPayment) {
    auto order = pending_order();
    auto payment = pending_payment(order);
    payment.status = PaymentStatus::completed;
    order.status = OrderStatus::paid;

    const auto change =
        take_news(payment, order, news_of(payment, PaymentStatus::failed), now()).value();

    EXPECT_EQ(change.payment.status, PaymentStatus::completed);
    EXPECT_FALSE(change.order_status);
}

TEST(PaymentChanges, MoneyForAnOrderThatIsNotPendingHasToGoBack) {
    for (const auto status : {OrderStatus::cancelled, OrderStatus::paid, OrderStatus::shipped}) {
        auto order = pending_order();
        order.status = status;
        const auto payment = pending_payment(order);

        const auto change =
            take_news(payment, order, news_of(payment, PaymentStatus::completed), now()).value();

        EXPECT_EQ(change.payment.status, PaymentStatus::completed);
        EXPECT_FALSE(change.order_status);
        EXPECT_TRUE(has_event(change, "payment.refund_due"));
        EXPECT_FALSE(has_event(change, "order.paid"));
    }
}

TEST(PaymentChanges, NewsOfAnotherAmountCurrencyOrModeAreRefused) {
    const auto order = pending_order();
    const auto payment = pending_payment(order);
    auto amount = news_of(payment, PaymentStatus::completed);
    amount.amount = Money::from_cents(2'499);
    auto currency = news_of(payment, PaymentStatus::completed);
    currency.currency = "USD";
    auto mode = news_of(payment, PaymentStatus::completed);
    mode.livemode = true;

    for (const auto& news : {amount, currency, mode})
        EXPECT_EQ(take_news(payment, order, news, now()).error().code(), Errc::conflict);
}

TEST(PaymentChanges, ARefundOfAllRefundsTheOrderAndAPartDoesNot) {
    auto order = pending_order();
    order.status = OrderStatus::paid;
    auto payment = pending_payment(order);
    payment.status = PaymentStatus::completed;
    payment.pays_order = true;
    Refund part{.id = RefundId::next(), .payment = payment.id, .amount = Money::from_cents(1'000)};
    Refund rest{.id = RefundId::next(), .payment = payment.id, .amount = Money::from_cents(1'500)};

    auto reserved = reserve_refund(payment, order, part).value().payment;
    part.status = RefundStatus::done;
    const auto first = finish_refund(reserved, order, part, now());
    reserved = reserve_refund(first.payment, order, rest).value().payment;
    rest.status = RefundStatus::done;
    const auto second = finish_refund(reserved, order, rest, now());

    EXPECT_FALSE(first.order_status);
    EXPECT_EQ(first.payment.status, PaymentStatus::completed);
    EXPECT_EQ(second.order_status, OrderStatus::refunded);
    EXPECT_EQ(second.payment.status, PaymentStatus::refunded);
    EXPECT_EQ(second.payment.refunded, payment.amount);
}

TEST(PaymentChanges, NoMoreGoesBackThanWasPaidAndAFailedRefundFreesItsPart) {
    auto order = pending_order();
    order.status = OrderStatus::paid;
    auto payment = pending_payment(order);
    payment.status = PaymentStatus::completed;
    Refund refund{.id = RefundId::next(), .payment = payment.id, .amount = payment.amount};
    const auto reserved = reserve_refund(payment, order, refund).value().payment;

    EXPECT_EQ(reserve_refund(reserved, order, refund).error().code(), Errc::conflict);
    refund.status = RefundStatus::failed;
    EXPECT_EQ(finish_refund(reserved, order, refund, now()).payment.refunded, Money());
}

TEST(PaymentChanges, OnlyTheMovesOfTheTableAreAllowed) {
    using enum PaymentStatus;
    for (const auto from : {pending, failed, completed, refunded})
        for (const auto to : {pending, failed, completed, refunded}) {
            const bool expected = (from == pending && (to == failed || to == completed)) ||
                                  (from == failed && to == completed) ||
                                  (from == completed && to == refunded);
            EXPECT_EQ(can_become(from, to), expected) << to_string(from) << to_string(to);
        }
}

}  // namespace tts::test
