#pragma once

#include "contract/payment_store_contract.hpp"
#include "ledger/audit.hpp"
#include "ledger/statement.hpp"

#include <algorithm>

// What every adapter of ports/ledger_store.hpp promises, with the rules of src/ledger on top: a
// statement adds up, and an audit finds whatever does not.

namespace tts::test {

class LedgerStoreContract : public PaymentStoreContract {
protected:
    void SetUp() override {
        PaymentStoreContract::SetUp();
        ledger_ = open_ledger();
        provider.status = PaymentStatus::completed;
    }

    Order paid() {
        const auto order = placed();
        PaymentDesk(payments(), provider, rate).process(order, {.payer = "luis"}).value();
        return order;
    }
    void refund(const Order& order, std::optional<Money> amount) {
        RefundDesk(payments(), provider).refund(order, {.amount = amount}).value();
    }
    Statement statement() {
        const auto time = now();
        return make_statement(*ledger_, {.streamer = "ana",
                                         .from = time - std::chrono::hours(1),
                                         .until = time + std::chrono::hours(1)})
            .value();
    }
    // What an audit finds.
    std::vector<std::string> differences() {
        std::vector<std::string> found;
        for (const auto& difference : audit_ledger(*ledger_, nullptr).value().differences)
            found.push_back(difference.what);
        return found;
    }
    // True if the audit names it, and nothing else.
    testing::AssertionResult finds_only(const std::string& what) {
        const auto found = differences();
        if (found.size() == 1 && found[0].find(what) != std::string::npos)
            return testing::AssertionSuccess();
        auto failure = testing::AssertionFailure() << found.size() << " differences:";
        for (const auto& one : found) failure << "\n  " << one;
        return failure;
    }

    const FeeRate rate{.share = Percentage::from_basis_points(150), .fixed = Money::from_cents(25)};
    std::unique_ptr<LedgerStore> ledger_;
};

TEST_P(LedgerStoreContract, AStatementAddsUpToTheCent) {
    const auto first = paid();
    const auto second = paid();
    const auto part = Money::from_cents(333);
    refund(second, part);

    const auto found = statement();

    ASSERT_EQ(found.lines.size(), 2U);
    const auto& line = found.lines[1];
    EXPECT_EQ(line.number, second.number);
    EXPECT_EQ(line.gross, second.total_price);
    EXPECT_EQ(line.refunds, part);
    EXPECT_EQ(line.fees, rate.of(second.total_price));
    EXPECT_EQ(line.commission, second.commission.of(second.total_price - part));
    const auto& totals = found.totals.at("USD");
    EXPECT_EQ(totals.orders, 2);
    EXPECT_EQ(totals.gross, first.total_price + second.total_price);
    EXPECT_EQ(totals.net(), found.lines[0].net() + line.net());
    EXPECT_TRUE(differences().empty());
}

TEST_P(LedgerStoreContract, TheBooksOfAnOrderBalanceAndAreItsOwn) {
    const auto order = paid();
    const auto other = paid();
    refund(order, {});

    const auto entries = ledger_->entries_of(order.id).value();

    ASSERT_FALSE(entries.empty());
    Money fee;
    for (const auto& entry : entries) {
        EXPECT_EQ(entry.order, order.id);
        EXPECT_EQ(entry.streamer, "ana");
        if (entry.kind == LedgerKind::fee) fee = fee + entry.amount;
    }
    EXPECT_TRUE(std::ranges::is_sorted(entries, {}, &LedgerEntry::created_at));
    EXPECT_EQ(balance(entries, LedgerAccount::buyer_receivable), Money());
    EXPECT_EQ(balance(entries, LedgerAccount::commission_payable), Money());
    EXPECT_EQ(balance(entries, LedgerAccount::refunds), order.total_price);
    EXPECT_EQ(balance(entries, LedgerAccount::provider_fees), fee);
    EXPECT_FALSE(ledger_->entries_of(other.id).value().empty());
    EXPECT_TRUE(ledger_->entries_of(OrderId::next()).value().empty());
}

TEST_P(LedgerStoreContract, WhatWasBookedOutsideOfThePeriodOrOfOthersIsNotInIt) {
    paid();
    const auto time = now() + std::chrono::hours(1);

    EXPECT_TRUE(ledger_
                    ->statement({.streamer = "ana",
                                 .from = time,
                                 .until = time + std::chrono::hours(1),
                                 .limit = 10})
                    ->empty());
    EXPECT_TRUE(
        ledger_->statement({.streamer = "bea", .from = {}, .until = time, .limit = 10})->empty());
    EXPECT_EQ(
        ledger_->statement({.streamer = "ana", .from = {}, .until = time, .limit = 10})->size(),
        1U);
}

TEST_P(LedgerStoreContract, AnAuditOfWhatTheProgramWroteFindsNothing) {
    const auto order = paid();
    refund(order, Money::from_cents(1));
    refund(order, std::nullopt);
    paid();
    provider.status = PaymentStatus::pending;
    started(placed());

    const auto report = audit_ledger(*ledger_, nullptr).value();

    EXPECT_TRUE(report.differences.empty()) << report.differences.front().what;
    EXPECT_EQ(report.payments, 3U);
    const auto& books = report.books.at({"ana", "USD"});
    EXPECT_EQ(books.gross, order.total_price + order.total_price);
    EXPECT_EQ(books.refunds, order.total_price);
}

TEST_P(LedgerStoreContract, AnAuditNamesAnEntryThatIsTooMuch) {
    const auto order = paid();
    const auto payment = payments().of_order(order.id)->front();
    database().query(
        "INSERT INTO ledger_entries (id, streamer, order_id, payment_id, kind, debit_account, "
        "credit_account, cents, currency, created_at) VALUES ('" +
        Uuid::next().to_string() + "', 'ana', '" + order.id.to_string() + "', '" +
        payment.id.to_string() +
        "', 'sale', 'buyer_receivable', 'seller_revenue', 1, 'USD', '2026-01-01T00:00:00Z')");

    EXPECT_TRUE(finds_only("of the sale, 0.01 USD from buyer_receivable to seller_revenue"));
}

TEST_P(LedgerStoreContract, AnAuditNamesAnEntryThatBelongsToNothing) {
    const auto order = paid();
    const auto payment = payments().of_order(order.id)->front();
    database().query(
        "INSERT INTO ledger_entries (id, streamer, order_id, payment_id, kind, debit_account, "
        "credit_account, cents, currency, created_at) VALUES ('" +
        Uuid::next().to_string() + "', 'bea', '" + order.id.to_string() + "', '" +
        payment.id.to_string() +
        "', 'sale', 'refunds', 'commission_payable', 7, 'USD', '2026-01-01T00:00:00Z')");

    const auto found = differences();
    ASSERT_EQ(found.size(), 3U);
    EXPECT_NE(found[0].find("for the streamer bea"), std::string::npos) << found[0];
    EXPECT_NE(found[1].find("refunds holds 0.07 USD"), std::string::npos) << found[1];
    EXPECT_NE(found[2].find("commission_payable holds -0.07 USD"), std::string::npos) << found[2];
}

TEST_P(LedgerStoreContract, AnAuditNamesAnOrderThatDoesNotFitItsPayment) {
    paid();
    database().query("UPDATE orders SET total_price = '1.00'");
    EXPECT_TRUE(finds_only("the order of 1.00 USD"));
}

TEST_P(LedgerStoreContract, AnAuditNamesAnOrderThatNoPaymentPaid) {
    const auto order = placed();
    database().query("UPDATE orders SET status = 'paid'");
    EXPECT_TRUE(finds_only("the order is paid, and no payment says so"));
    EXPECT_EQ(ledger_->unpaid_orders(10)->front().number, order.number);
}

TEST_P(LedgerStoreContract, AnAuditNamesARefundThatThePaymentKnowsNothingOf) {
    const auto order = paid();
    const auto payment = payments().of_order(order.id)->front();
    database().query(
        "INSERT INTO payment_refunds (id, payment_id, amount, status, created_at, "
        "updated_at) VALUES ('" +
        Uuid::next().to_string() + "', '" + payment.id.to_string() +
        "', '2.50', 'done', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')");

    EXPECT_TRUE(finds_only("its refunds are 2.50 USD, but it says 0.00 USD"));
}

// As a database from before migration 028 has it.
TEST_P(LedgerStoreContract, PaymentsFromBeforeTheBooksAreNamedAndRepaired) {
    const auto order = placed();
    provider.status = PaymentStatus::pending;
    const auto payment = started(order);
    database().query("UPDATE orders SET status = 'paid', payment_id = '" + payment.id.to_string() +
                     "'");
    database().query("UPDATE payments SET status = 'completed', pays_order = '1'");
    EXPECT_EQ(differences().size(), 3U);  // The sale, the payment and the commission.

    const auto report = audit_ledger(*ledger_, &payments()).value();

    EXPECT_EQ(report.repaired, 1U);
    EXPECT_TRUE(report.differences.empty()) << report.differences.front().what;
    EXPECT_EQ(audit_ledger(*ledger_, &payments()).value().repaired, 0U);
    EXPECT_EQ(statement().totals.at("USD").gross, order.total_price);
}

// Whatever goes back in whatever order, the books end at nothing.
TEST_P(LedgerStoreContract, AnyRowOfRefundsEndsAtExactlyZero) {
    std::mt19937 random(17);
    for (int round = 0; round < 8; ++round) {
        const auto order = paid();
        Money left = order.total_price;
        while (left > Money()) {
            std::uniform_int_distribution<std::int64_t> cents(1, left.cents());
            const auto part = Money::from_cents(cents(random));
            refund(order, part);
            left = left - part;
        }
        EXPECT_EQ(status_of(order), OrderStatus::refunded);
    }

    const auto totals = statement().totals.at("USD");
    EXPECT_EQ(totals.gross, totals.refunds);
    EXPECT_EQ(totals.commission, Money());
    EXPECT_EQ(balance_of("provider_clearing"), -totals.fees.cents());
    EXPECT_TRUE(differences().empty());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(LedgerStoreContract);

}  // namespace tts::test
