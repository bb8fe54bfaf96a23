#pragma once

// What is made up for later: events and payments whose answer was lost, and money that came too
// late. Included beside payment_store_contract.hpp.

#include "contract/payment_store_contract.hpp"

namespace tts::test {

TEST_P(PaymentStoreContract, AnEventWhoseReceiverDiedIsSettledLater) {
    const auto order = placed();
    const auto payment = started(order);
    const auto at = now();
    ASSERT_TRUE(payments().add_event({.provider = "scripted",
                                      .id = "evt_1",
                                      .kind = "kind",
                                      .body = event("evt_1", "completed", payment),
                                      .received_at = at}));

    EXPECT_EQ(desk().settle_waiting(at).value(), 0U);
    EXPECT_EQ(desk().settle_waiting(at + std::chrono::seconds(6)).value(), 1U);

    EXPECT_EQ(status_of(order), OrderStatus::paid);
    EXPECT_EQ(desk().settle_waiting(at + std::chrono::seconds(9)).value(), 0U);
}

TEST_P(PaymentStoreContract, ALostEventIsMadeUpForByAskingTheProvider) {
    const auto order = placed();
    started(order);
    provider.status = PaymentStatus::completed;

    EXPECT_EQ(started(order).status, PaymentStatus::completed);

    EXPECT_EQ(provider.looked_up, 1);
    EXPECT_EQ(status_of(order), OrderStatus::paid);
}

TEST_P(PaymentStoreContract, OpenPaymentsAreAskedAboutUntilTheProviderKnowsThem) {
    const auto order = placed();
    provider.is_down = true;
    EXPECT_FALSE(desk().process(order, {.payer = "luis"}));
    provider.is_down = false;
    provider.status = PaymentStatus::completed;

    EXPECT_EQ(desk().reconcile(now()).value(), 0U) << "whoever started it may still be at it";
    EXPECT_EQ(desk().reconcile(now() + std::chrono::minutes(2)).value(), 1U);

    EXPECT_EQ(status_of(order), OrderStatus::paid);
    EXPECT_EQ(provider.started.at(0), provider.started.at(1));
    EXPECT_EQ(desk().reconcile(now() + std::chrono::minutes(2)).value(), 0U);
}

TEST_P(PaymentStoreContract, APaymentThatTheProviderNeverTookFailsAndAnotherCanBegin) {
    const auto order = placed();
    provider.is_down = true;
    EXPECT_FALSE(desk().process(order, {.payer = "luis"}));
    EXPECT_TRUE(desk().reconcile(now() + std::chrono::minutes(20)));
    EXPECT_EQ(payments().of_order(order.id)->at(0).status, PaymentStatus::pending);

    EXPECT_TRUE(desk().reconcile(now() + std::chrono::minutes(31)));
    EXPECT_EQ(payments().of_order(order.id)->at(0).status, PaymentStatus::failed);
    provider.is_down = false;
    EXPECT_EQ(started(order).status, PaymentStatus::pending);
    EXPECT_EQ(payments().of_order(order.id)->size(), 2U);
}

TEST_P(PaymentStoreContract, MoneyThatComesAfterTheOrderWasCancelledGoesBackOnce) {
    const auto order = placed();
    const auto payment = started(order);
    database().query("UPDATE orders SET status = 'cancelled'");
    ASSERT_EQ(receive(event("evt_1", "completed", payment)).value(), EventOutcome::applied);
    RefundDesk refunds(payments(), provider);
    provider.is_down = true;
    EXPECT_FALSE(refunds.give_back_late());
    provider.is_down = false;

    EXPECT_EQ(refunds.give_back_late().value(), 1U);
    EXPECT_EQ(refunds.give_back_late().value(), 0U);

    ASSERT_EQ(provider.refunded.size(), 2U);
    EXPECT_EQ(provider.refunded[0], provider.refunded[1]);
    EXPECT_EQ(payments().find(payment.id)->status, PaymentStatus::refunded);
    EXPECT_EQ(status_of(order), OrderStatus::cancelled);
    const auto kinds = event_kinds(order);
    EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "payment.refund_due"), 1);
    EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "payment.refunded"), 1);
}

TEST_P(PaymentStoreContract, ThePaymentOfACancelledOrderIsWithdrawnOnce) {
    const auto order = placed();
    const auto payment = started(order);
    database().query("UPDATE orders SET status = 'cancelled', end_reason = 'cancelled_by_seller'");
    provider.is_down = true;
    EXPECT_EQ(desk().withdraw(order).error().code(), Errc::unavailable);
    provider.is_down = false;

    // Whoever reconciles does it in their place.
    EXPECT_TRUE(desk().reconcile(now() + std::chrono::minutes(2)));
    EXPECT_EQ(payments().find(payment.id)->status, PaymentStatus::failed);
    EXPECT_TRUE(desk().withdraw(order));
    EXPECT_EQ(provider.cancelled.size(), 2U);
}

TEST_P(PaymentStoreContract, AnOrderThatRanOutMayStillBePaid) {
    const auto order = placed();
    const auto payment = started(order);
    database().query("UPDATE orders SET status = 'cancelled', end_reason = 'expired'");

    EXPECT_TRUE(desk().reconcile(now() + std::chrono::minutes(2)));

    EXPECT_TRUE(provider.cancelled.empty());
    EXPECT_EQ(payments().find(payment.id)->status, PaymentStatus::pending);
}

TEST_P(PaymentStoreContract, MoneyThatWasQuickerThanTheCancellationGoesBack) {
    const auto order = placed();
    const auto payment = started(order);
    database().query("UPDATE orders SET status = 'cancelled', end_reason = 'cancelled_by_seller'");
    provider.status = PaymentStatus::completed;

    ASSERT_TRUE(desk().withdraw(order));

    EXPECT_EQ(payments().find(payment.id)->status, PaymentStatus::completed);
    EXPECT_EQ(status_of(order), OrderStatus::cancelled);
    EXPECT_EQ(RefundDesk(payments(), provider).give_back_late().value(), 1U);
}

TEST_P(PaymentStoreContract, MoneyThatPaidItsOrderStays) {
    const auto order = placed();
    provider.status = PaymentStatus::completed;
    const auto payment = started(order);

    EXPECT_EQ(RefundDesk(payments(), provider).give_back_late().value(), 0U);
    EXPECT_EQ(payments().find(payment.id)->status, PaymentStatus::completed);
}

}  // namespace tts::test
