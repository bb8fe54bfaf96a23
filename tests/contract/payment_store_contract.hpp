#pragma once

// The promises of ports/payment_store.hpp as tests, and the desk's flows on it. An adapter's test
// file includes this once and says how its stores are made.

#include "adapters/local_payments/cash_provider.hpp"
#include "adapters/local_payments/sandbox_provider.hpp"
#include "contract/store/fixture.hpp"
#include "payments/payment_desk.hpp"
#include "payments/refund_desk.hpp"
#include "ports/ledger_store.hpp"
#include "ports/webhook_store.hpp"

#include <algorithm>
#include <deque>
#include <random>
#include <sstream>
#include <thread>

namespace tts::test {

// A new database and the payments in it, for one test.
class PaymentWorld {
public:
    virtual ~PaymentWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<PaymentStore>> open() = 0;
    virtual Result<std::unique_ptr<LedgerStore>> open_ledger() = 0;
    virtual Result<std::unique_ptr<WebhookStore>> open_webhooks() = 0;
};

using MakePaymentWorld = std::unique_ptr<PaymentWorld> (*)();

// A provider whose answers the test writes. Its events are "id kind status cents payment-id", and
// its only good signature is "good".
class ScriptedProvider final : public PaymentProvider {
public:
    std::string_view name() const override { return "scripted"; }

    Result<ProviderPayment> start(const Charge& charge) override {
        started.push_back(charge.payment);
        if (is_down) return Error(Errc::unavailable, "down");
        return payment(charge.payment, charge.amount, charge.currency);
    }
    Result<ProviderPayment> look_up(const Payment& known) override {
        ++looked_up;
        return payment(known.id, known.amount, known.currency);
    }
    Result<ProviderPayment> cancel(const Payment& known) override {
        cancelled.push_back(known.id);
        if (is_down) return Error(Errc::unavailable, "down");
        auto news = payment(known.id, known.amount, known.currency);
        if (news.status == PaymentStatus::pending) news.status = PaymentStatus::failed;
        return news;
    }
    Result<ProviderRefund> refund(const RefundRequest& request) override {
        refunded.push_back(request.refund);
        if (is_down) return Error(Errc::unavailable, "down");
        return ProviderRefund{.id = "re_" + request.refund.to_string(), .status = refund_status};
    }
    Result<ProviderEvent> read_event(std::string_view body,
                                     std::string_view signature,
                                     Timestamp) override {
        if (signature != "good") return Error(Errc::denied, "forged");
        return read_stored_event(body);
    }
    Result<ProviderEvent> read_stored_event(std::string_view body) override {
        std::istringstream words{std::string(body)};
        ProviderEvent event;
        std::string status_name;
        std::string id;
        std::int64_t cents = 0;
        words >> event.id >> event.kind >> status_name >> cents >> id;
        const auto read = PaymentId::parse(id);
        if (!read) return Error(Errc::invalid, "no event");
        event.payment = payment(*read, Money::from_cents(cents), "USD");
        event.payment->status = parse_payment_status(status_name).value();
        event.payment->reference = "ref_" + id;
        return event;
    }

    std::vector<PaymentId> started;
    std::vector<RefundId> refunded;
    std::vector<PaymentId> cancelled;
    int looked_up = 0;
    bool is_down = false;
    PaymentStatus status = PaymentStatus::pending;
    RefundStatus refund_status = RefundStatus::done;

private:
    ProviderPayment payment(const PaymentId& id, Money amount, const std::string& currency) const {
        return {.payment = id,
                .id = "prov_" + id.to_string(),
                .reference = status == PaymentStatus::completed ? "ref_" + id.to_string() : "",
                .status = status,
                .amount = amount,
                .currency = currency,
                .pay_url = "https://pay.example"};
    }
};

class PaymentStoreContract : public testing::TestWithParam<MakePaymentWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        factory_ = world_->database().open_factory().value();
        store_ = factory_->open().value();
        payments_ = world_->open().value();
        auto product = sample_product("ana", "S-1");
        product.stock = 1'000;  // Orders that hold nothing take their units when they are paid.
        product_ = store_->save_product(product).value();
    }

    PaymentStore& payments() { return *payments_; }
    PaymentDesk desk() { return {*payments_, provider}; }
    StoreDatabase& database() { return world_->database(); }
    std::unique_ptr<PaymentStore> open_another() { return world_->open().value(); }
    std::unique_ptr<LedgerStore> open_ledger() { return world_->open_ledger().value(); }
    std::unique_ptr<WebhookStore> open_webhooks() { return world_->open_webhooks().value(); }

    Order placed() {
        Order order = sample_order(product_, "luis");
        order.currency = "USD";
        Effects effects;
        effects.orders.push_back(order);
        const auto transaction = store_->begin().value();
        EXPECT_TRUE((*transaction).write(effects).value().empty());
        EXPECT_TRUE(transaction->commit());
        return order;
    }
    Payment started(const Order& order) {
        return desk().process(order, {.payer = "luis"}).value().payment;
    }
    OrderStatus status_of(const Order& order) {
        return payments().order(order.number).value().status;
    }
    std::vector<std::string> event_kinds(const Order& order) {
        std::vector<std::string> kinds;
        for (const auto& event : store_->trace(order.number).value().events)
            kinds.push_back(event.kind);
        return kinds;
    }
    // Kind, accounts and hundredths of every entry of the ledger.
    std::vector<std::vector<std::string>> booked() {
        return database().query(
            "SELECT kind, debit_account, credit_account, cents FROM ledger_entries ORDER BY kind");
    }
    // Debits minus credits, in hundredths.
    std::int64_t balance_of(const std::string& account) {
        std::int64_t sum = 0;
        for (const auto& entry : booked()) {
            if (entry[1] == account) sum += std::stoll(entry[3]);
            if (entry[2] == account) sum -= std::stoll(entry[3]);
        }
        return sum;
    }
    static std::string event(const std::string& id,
                             const std::string& status,
                             const Payment& paid) {
        return id + " kind " + status + " " + std::to_string(paid.amount.cents()) + " " +
               paid.id.to_string();
    }
    Result<EventOutcome> receive(const std::string& body, const std::string& signature = "good") {
        return desk().receive(body, signature, now());
    }

    ScriptedProvider provider;

private:
    std::unique_ptr<PaymentWorld> world_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<PaymentStore> payments_;
    Product product_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PaymentStoreContract);

TEST_P(PaymentStoreContract, APaymentIsFoundAsItWasAdded) {
    const auto order = placed();
    Payment payment{.id = PaymentId::next(),
                    .order = order.id,
                    .provider = "stripe",
                    .provider_id = "cs_1",
                    .reference = "pi_1",
                    .flow = PaymentFlow::intent,
                    .amount = order.total_price,
                    .currency = "USD",
                    .livemode = true,
                    .payer = "Luis Ñ.",
                    .email = "luis@example.com",
                    .pay_url = "https://pay.example/?a=1",
                    .idempotency_key = "key 'quoted'",
                    .message = "m",
                    .created_at = moment(),
                    .updated_at = moment(1)};

    ASSERT_EQ(payments().add(payment).value(), payment);

    EXPECT_EQ(payments().find(payment.id).value(), payment);
    EXPECT_EQ(payments().find_by_key("key 'quoted'").value(), payment);
    EXPECT_EQ(payments().find_by_provider_id("stripe", "cs_1").value(), payment);
    EXPECT_EQ(payments().find_by_provider_id("stripe", "pi_1").value(), payment);
    EXPECT_EQ(payments().of_order(order.id).value(), std::vector{payment});
    EXPECT_EQ(payments().order(order.id.to_string()).value().number, order.number);
}

TEST_P(PaymentStoreContract, WhatIsNotThereIsNotFound) {
    EXPECT_EQ(payments().order("ORD-none").error().code(), Errc::not_found);
    EXPECT_EQ(payments().find(PaymentId::next()).error().code(), Errc::not_found);
    EXPECT_EQ(payments().find_by_key("none").error().code(), Errc::not_found);
    EXPECT_EQ(payments().find_by_provider_id("stripe", "none").error().code(), Errc::not_found);
}

TEST_P(PaymentStoreContract, AnOrderHasOnePendingPaymentHoweverOftenItIsAskedFor) {
    const auto order = placed();
    std::vector<PaymentId> ids(8);
    {
        std::vector<std::jthread> threads;
        for (auto& id : ids)
            threads.emplace_back([&order, &id, store = std::shared_ptr(open_another())] {
                ScriptedProvider own;
                PaymentDesk desk(*store, own);
                const auto begin = [&] { return desk.process(order, {.payer = "luis"}); };
                id = patiently(begin).value().payment.id;
            });
    }
    for (const auto& id : ids) EXPECT_EQ(id, ids.front());
    EXPECT_EQ(payments().of_order(order.id).value().size(), 1U);
}

TEST_P(PaymentStoreContract, TheSameKeyGivesTheSamePaymentAndNoOther) {
    const auto order = placed();
    const auto other = placed();
    const PayRequest request{.payer = "luis", .idempotency_key = "k"};
    const auto first = desk().process(order, request).value().payment;

    EXPECT_EQ(desk().process(order, request).value().payment.id, first.id);
    EXPECT_EQ(desk().process(other, request).error().code(), Errc::invalid);
    EXPECT_EQ(provider.started.size(), 1U);
}

TEST_P(PaymentStoreContract, AProviderThatWasDownIsAskedAgainUnderTheSameId) {
    const auto order = placed();
    provider.is_down = true;
    EXPECT_EQ(desk().process(order, {.payer = "luis"}).error().code(), Errc::unavailable);
    provider.is_down = false;

    EXPECT_FALSE(started(order).provider_id.empty());

    ASSERT_EQ(provider.started.size(), 2U);
    EXPECT_EQ(provider.started[0], provider.started[1]);
}

TEST_P(PaymentStoreContract, AnEventPaysTheOrderOnceHoweverOftenItComes) {
    const auto order = placed();
    const auto payment = started(order);

    EXPECT_EQ(receive(event("evt_1", "completed", payment)).value(), EventOutcome::applied);
    EXPECT_EQ(receive(event("evt_1", "completed", payment)).value(), EventOutcome::duplicate);
    EXPECT_EQ(receive(event("evt_2", "completed", payment)).value(), EventOutcome::applied);

    EXPECT_EQ(status_of(order), OrderStatus::paid);
    const auto kinds = event_kinds(order);
    EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "order.paid"), 1);
    EXPECT_EQ(database().query("SELECT payment_id, payment_method FROM orders")[0],
              (std::vector<std::string>{payment.id.to_string(), "scripted"}));
    EXPECT_EQ(desk().process(order, {.payer = "luis"}).error().code(), Errc::conflict);
}

TEST_P(PaymentStoreContract, ShuffledAndRepeatedEventsEndTheSame) {
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        const auto order = placed();
        const auto payment = started(order);
        std::vector<std::string> events;
        for (const char* status : {"pending", "failed", "completed", "completed", "failed"})
            for (int copy = 0; copy < 3; ++copy)
                events.push_back(
                    event(order.number + std::to_string(events.size() / 3), status, payment));
        std::shuffle(events.begin(), events.end(), random);
        for (const auto& body : events) ASSERT_TRUE(receive(body));

        EXPECT_EQ(status_of(order), OrderStatus::paid);
        EXPECT_EQ(payments().find(payment.id)->status, PaymentStatus::completed);
        const auto kinds = event_kinds(order);
        EXPECT_EQ(std::count(kinds.begin(), kinds.end(), "order.paid"), 1);
    }
}

TEST_P(PaymentStoreContract, ForgedEventsAreNotEvenStored) {
    const auto payment = started(placed());

    EXPECT_EQ(receive(event("evt_1", "completed", payment), "bad").error().code(), Errc::denied);
    EXPECT_TRUE(payments().events({}).value().empty());
}

TEST_P(PaymentStoreContract, EventsOfUnknownPaymentsAndOtherAmountsAreKeptForAPerson) {
    const auto order = placed();
    auto payment = started(order);
    auto unknown = payment;
    unknown.id = PaymentId::next();
    payment.amount = Money::from_cents(1);

    EXPECT_EQ(receive(event("evt_1", "completed", unknown)).value(), EventOutcome::unknown_payment);
    EXPECT_EQ(receive(event("evt_2", "completed", payment)).value(), EventOutcome::mismatch);

    EXPECT_EQ(status_of(order), OrderStatus::pending);
    EXPECT_EQ(payments().events({}).value().size(), 2U);
    EXPECT_EQ(payments().events({.outcome = "mismatch"}).value().at(0).id, "evt_2");
}

TEST_P(PaymentStoreContract, ARefundWhoseAnswerWasLostGoesBackOnce) {
    const auto order = placed();
    provider.status = PaymentStatus::completed;
    started(order);
    RefundDesk refunds(payments(), provider);
    provider.is_down = true;
    EXPECT_EQ(refunds.refund(order, {}).error().code(), Errc::unavailable);
    provider.is_down = false;

    const auto refunded = refunds.refund(order, {}).value();

    EXPECT_EQ(refunded.payment.status, PaymentStatus::refunded);
    EXPECT_EQ(refunded.payment.refunded, order.total_price);
    ASSERT_EQ(provider.refunded.size(), 2U);
    EXPECT_EQ(provider.refunded[0], provider.refunded[1]);
    EXPECT_EQ(status_of(order), OrderStatus::refunded);
    EXPECT_EQ(refunds.refund(order, {}).error().code(), Errc::conflict);
}

TEST_P(PaymentStoreContract, ThePartsOfARefundNeverAddUpToMoreThanWasPaid) {
    const auto order = placed();
    provider.status = PaymentStatus::completed;
    started(order);
    RefundDesk refunds(payments(), provider);
    const auto part = Money::from_cents(order.total_price.cents() / 2 + 1);

    ASSERT_TRUE(refunds.refund(order, {.amount = part, .idempotency_key = "a"}));
    EXPECT_TRUE(refunds.refund(order, {.amount = part, .idempotency_key = "a"}));
    EXPECT_EQ(refunds.refund(order, {.amount = part, .idempotency_key = "b"}).error().code(),
              Errc::conflict);
    EXPECT_EQ(status_of(order), OrderStatus::paid);
}

TEST_P(PaymentStoreContract, TheSandboxCompletesAtOnceAndCashWaitsForTheSeller) {
    const auto order = placed();
    SandboxProvider sandbox;
    const auto paid = PaymentDesk(payments(), sandbox).process(order, {.payer = "luis"}).value();
    EXPECT_EQ(paid.payment.status, PaymentStatus::completed);
    EXPECT_FALSE(paid.payment.livemode);
    EXPECT_EQ(status_of(order), OrderStatus::paid);

    const auto other = placed();
    CashProvider cash;
    PaymentDesk till(payments(), cash);
    EXPECT_EQ(till.process(other, {.payer = "luis"}).value().payment.status,
              PaymentStatus::pending);
    EXPECT_EQ(till.confirm(other).value().status, PaymentStatus::completed);
    EXPECT_EQ(status_of(other), OrderStatus::paid);
    EXPECT_EQ(till.confirm(other).error().code(), Errc::conflict);
}

TEST_P(PaymentStoreContract, TheDatabaseItselfRefusesAMoveBack) {
    const auto order = placed();
    provider.status = PaymentStatus::completed;
    started(order);

    EXPECT_ANY_THROW(database().query("UPDATE payments SET status = 'pending'"));
}

}  // namespace tts::test
