#pragma once

// What every adapter of ports/payment_store.hpp books, as tests: beside payment_store_contract.hpp.

#include "contract/payment_store_contract.hpp"

namespace tts::test {

TEST_P(PaymentStoreContract, APaymentIsBookedOnceHoweverOftenItsEventComes) {
    const auto order = placed();
    const auto payment = started(order);
    EXPECT_TRUE(booked().empty());
    for (const char* id : {"evt_1", "evt_2", "evt_2"})
        ASSERT_TRUE(receive(event(id, "completed", payment)));

    const auto paid = order.total_price;
    const auto earned = order.commission.of(paid);
    ASSERT_GT(earned, Money());
    const std::vector<std::vector<std::string>> wanted = {
        {"commission", "commission_expense", "commission_payable", std::to_string(earned.cents())},
        {"payment", "provider_clearing", "buyer_receivable", std::to_string(paid.cents())},
        {"sale", "buyer_receivable", "seller_revenue", std::to_string(paid.cents())}};
    EXPECT_EQ(booked(), wanted);
}

TEST_P(PaymentStoreContract, AfterPartsThatAddUpToAllTheBooksHoldNothingOfThePayment) {
    const auto order = placed();
    provider.status = PaymentStatus::completed;
    started(order);
    RefundDesk refunds(payments(), provider);
    const auto part = Money::from_cents(order.total_price.cents() / 3);
    ASSERT_TRUE(refunds.refund(order, {.amount = part, .idempotency_key = "a"}));
    const auto left = order.commission.of(order.total_price - part);
    EXPECT_EQ(balance_of("commission_payable"), -left.cents());
    EXPECT_EQ(balance_of("refunds"), part.cents());
    ASSERT_TRUE(refunds.refund(order, {.amount = part, .idempotency_key = "b"}));
    ASSERT_TRUE(refunds.refund(order, {}));

    EXPECT_EQ(balance_of("refunds"), order.total_price.cents());
    EXPECT_EQ(balance_of("seller_revenue"), -order.total_price.cents());
    for (const char* account :
         {"buyer_receivable", "provider_clearing", "commission_payable", "commission_expense"})
        EXPECT_EQ(balance_of(account), 0) << account;
}

TEST_P(PaymentStoreContract, WhatTheProviderKeepsIsBookedAndStaysBookedAfterARefund) {
    const auto order = placed();
    provider.status = PaymentStatus::completed;
    const FeeRate rate{.share = Percentage::from_basis_points(150), .fixed = Money::from_cents(25)};
    PaymentDesk desk(payments(), provider, rate);
    const auto payment = desk.process(order, {.payer = "luis"}).value().payment;

    const auto fee = rate.of(order.total_price);
    EXPECT_EQ(payments().find(payment.id)->fee, fee);
    EXPECT_EQ(balance_of("provider_fees"), fee.cents());
    ASSERT_TRUE(RefundDesk(payments(), provider).refund(order, {}));
    EXPECT_EQ(balance_of("provider_fees"), fee.cents());
    EXPECT_EQ(balance_of("provider_clearing"), -fee.cents());
}

TEST_P(PaymentStoreContract, MoneyThatIsOnlySetAsideIsNotBookedAsGone) {
    const auto order = placed();
    provider.status = PaymentStatus::completed;
    started(order);
    provider.is_down = true;
    RefundDesk refunds(payments(), provider);
    ASSERT_FALSE(refunds.refund(order, {}));
    EXPECT_EQ(balance_of("provider_clearing"), order.total_price.cents());
    provider.is_down = false;

    ASSERT_TRUE(refunds.refund(order, {}));

    EXPECT_EQ(balance_of("provider_clearing"), 0);
}

TEST_P(PaymentStoreContract, MoneyThatPaysNothingIsOwedToItsBuyerAndItsRefundCancelsNothing) {
    const auto order = placed();
    const auto first = started(order);
    ASSERT_TRUE(receive(event("evt_1", "failed", first)));
    const auto second = started(order);
    ASSERT_TRUE(receive(event("evt_2", "completed", first)));
    ASSERT_TRUE(receive(event("evt_3", "completed", second)));
    EXPECT_EQ(balance_of("buyer_receivable"), -order.total_price.cents());
    EXPECT_EQ(balance_of("seller_revenue"), -order.total_price.cents());

    RefundDesk refunds(payments(), provider);
    EXPECT_EQ(refunds.refund(order, {}).value().payment.id, second.id);

    EXPECT_EQ(status_of(order), OrderStatus::paid);
    EXPECT_EQ(balance_of("buyer_receivable"), 0);
    EXPECT_EQ(balance_of("commission_payable"), -order.commission.of(order.total_price).cents());
}

TEST_P(PaymentStoreContract, WhatIsBookedCanNeitherBeChangedNorRemoved) {
    const auto order = placed();
    provider.status = PaymentStatus::completed;
    started(order);

    EXPECT_ANY_THROW(database().query("UPDATE ledger_entries SET cents = 1"));
    EXPECT_ANY_THROW(database().query("DELETE FROM ledger_entries"));
}

}  // namespace tts::test
