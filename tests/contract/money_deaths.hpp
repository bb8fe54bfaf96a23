#pragma once

// What ShopDeaths does with claims, done with money: every flow of a payment and of what goes back
// is killed at every place where it could be, and done again. Each payment counts once, at the
// provider as in the books.

#include "contract/shop_deaths.hpp"
#include "contract/store/dying_payments.hpp"
#include "payments/payment_desk.hpp"
#include "payments/refund_desk.hpp"
#include "support/temp_folder.hpp"

namespace tts::test {

class MoneyDeaths : public ShopDeaths {
protected:
    struct Till {
        PaymentStore& store;
        PaymentDesk desk;
        RefundDesk refunds;
    };

    void survive_money(const std::string& what, const std::function<bool(Till&)>& flow) {
        survive_each(what, [&](DyingMoment& moment) {
            const auto own = world().open_payments().value();
            DyingPayments store(*own, moment);
            LastingProvider provider(book(), moment);
            Till till{store, PaymentDesk(store, provider), RefundDesk(store, provider)};
            if (!flow(till)) _exit(2);
        });
    }

    void survive_start(const std::string& number) {
        survive_money("starting to pay", [&](Till& till) {
            const auto order = till.store.order(number);
            const auto started = till.desk.process(order.value(), {.payer = "bob"});
            return started && !started->payment.pay_url.empty();
        });
    }

    Payment payment_of(const std::string& buyer) {
        const auto found = payments().of_order(order_of(buyer).id).value();
        EXPECT_EQ(found.size(), 1U);
        return found.empty() ? Payment() : found.front();
    }
    LastingProvider provider() { return {book(), alive_}; }

    std::int64_t count(const std::string& what, const std::string& kind) {
        const auto rows = database().query("SELECT count(*) FROM " + what + " = '" + kind + "'");
        return std::stoll(rows.front().front());
    }
    // What came in on an account of the books, less what went out, in cents.
    std::int64_t balance(const std::string& account) {
        const auto rows =
            database().query("SELECT coalesce(sum(CASE WHEN debit_account = '" + account +
                             "' THEN cents WHEN credit_account = '" + account +
                             "' THEN -cents ELSE 0 END), 0) FROM ledger_entries");
        return std::stoll(rows.front().front());
    }

private:
    std::string book() const { return (folder_.path() / "provider").string(); }

    const TempFolder folder_;
    DyingMoment alive_{0};
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(MoneyDeaths);

TEST_P(MoneyDeaths, APaymentAndItsRefundsEndWhereTheyWouldHave) {
    const auto mug = saved("P1", 9);
    say("bob", "P1 2");
    const std::string number = order_of("bob").number;

    survive_start(number);
    const Payment payment = payment_of("bob");
    provider().pay(payment.id);
    survive_money("the provider's event", [&](Till& till) {
        return till.desk.receive(payment.id.to_string(), "", now()) &&
               till.desk.settle_waiting(now() + std::chrono::hours(1));
    });

    EXPECT_EQ(order_of("bob").status, OrderStatus::paid);
    EXPECT_EQ(parts(mug), (Parts{7, 0, 2}));
    EXPECT_EQ(count("order_events WHERE kind", "order.paid"), 1);
    EXPECT_EQ(count("payment_notifications WHERE message_kind", "paid"), 1);
    EXPECT_EQ(balance("provider_clearing"), 2'000);

    survive_money("a part goes back", [&](Till& till) {
        const auto order = till.store.order(number);
        const auto refunded = till.refunds.refund(
            order.value(), {.amount = Money::from_cents(500), .idempotency_key = "for the dent"});
        return bool(refunded);
    });
    EXPECT_EQ(provider().given_back(payment.id), 500);
    EXPECT_EQ(balance("provider_clearing"), 1'500);

    survive_money("the rest goes back", [&](Till& till) {
        const auto order = till.store.order(number);
        const auto refunded = till.refunds.refund(order.value(), {});
        // Refused: an earlier try had done it, and its process died before it could say so.
        return refunded || refunded.error().code() == Errc::conflict;
    });
    EXPECT_EQ(provider().given_back(payment.id), 2'000);
    EXPECT_EQ(order_of("bob").status, OrderStatus::refunded);
    EXPECT_EQ(count("order_events WHERE kind", "payment.refunded"), 2);
    EXPECT_EQ(count("order_events WHERE kind", "order.refunded"), 1);
    EXPECT_EQ(balance("provider_clearing"), 0);
    EXPECT_EQ(balance("commission_payable"), 0);
}

TEST_P(MoneyDeaths, MoneyThatComesTooLateGoesBackOnce) {
    const auto mug = saved("P1", 9);
    say("bob", "P1");
    const std::string number = order_of("bob").number;
    survive_start(number);
    const Payment payment = payment_of("bob");
    provider().pay(payment.id);
    ASSERT_TRUE(give_up(store(), number, end_reason_seller, now()));

    survive_money("asking the provider", [](Till& till) {
        return bool(till.desk.reconcile(now() + std::chrono::minutes(2)));
    });
    EXPECT_EQ(payment_of("bob").status, PaymentStatus::completed);
    EXPECT_FALSE(payment_of("bob").pays_order);
    survive_money("giving it back", [](Till& till) { return bool(till.refunds.give_back_late()); });

    EXPECT_EQ(provider().given_back(payment.id), 1'000);
    EXPECT_EQ(payment_of("bob").status, PaymentStatus::refunded);
    EXPECT_EQ(order_of("bob").status, OrderStatus::cancelled);
    EXPECT_EQ(parts(mug), (Parts{9, 0, 0}));
    EXPECT_EQ(count("order_events WHERE kind", "payment.refund_due"), 1);
    EXPECT_EQ(balance("provider_clearing"), 0);
}

TEST_P(MoneyDeaths, APaymentOfACancelledOrderIsWithdrawn) {
    saved("P1", 9);
    say("bob", "P1");
    const Order order = order_of("bob");
    survive_start(order.number);
    ASSERT_TRUE(give_up(store(), order.number, end_reason_buyer, now()));

    survive_money("withdrawing it", [&](Till& till) { return bool(till.desk.withdraw(order)); });

    EXPECT_EQ(payment_of("bob").status, PaymentStatus::failed);
    EXPECT_EQ(count("order_events WHERE kind", "payment.failed"), 1);
    EXPECT_EQ(balance("provider_clearing"), 0);
}

}  // namespace tts::test
