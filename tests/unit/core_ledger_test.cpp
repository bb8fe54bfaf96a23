// What the books say of a payment, whatever happens to it.

#include "core/ledger.hpp"

#include <gtest/gtest.h>

#include <random>

namespace tts::test {

namespace {

Order sold(std::int64_t cents, std::int32_t rate) {
    Order order;
    order.id = OrderId::next();
    order.streamer = "ana";
    order.total_price = Money::from_cents(cents);
    order.commission = Percentage::from_basis_points(rate);
    return order;
}

Payment paid(const Order& order) {
    return {.id = PaymentId::next(),
            .order = order.id,
            .status = PaymentStatus::completed,
            .amount = order.total_price,
            .currency = "EUR",
            .pays_order = true};
}

// As a store does it.
void book(std::vector<LedgerEntry>& books,
          const Order& order,
          const Payment& payment,
          Money refunded) {
    for (auto& entry : missing_entries(order, payment, refunded, books, Timestamp()))
        books.push_back(std::move(entry));
}

TEST(CoreLedger, NothingIsBookedBeforeMoneyCame) {
    const auto order = sold(1'000, 1'000);
    auto payment = paid(order);
    for (const auto status : {PaymentStatus::pending, PaymentStatus::failed}) {
        payment.status = status;
        EXPECT_TRUE(missing_entries(order, payment, Money(), {}, Timestamp()).empty());
    }
}

TEST(CoreLedger, BookingTwiceAddsNothing) {
    const auto order = sold(1'999, 1'250);
    const auto payment = paid(order);
    std::vector<LedgerEntry> books;
    book(books, order, payment, Money());

    EXPECT_EQ(books.size(), 3U);
    EXPECT_TRUE(missing_entries(order, payment, Money(), books, Timestamp()).empty());
}

TEST(CoreLedger, ARefundThatDidNotGoThroughIsTakenBack) {
    const auto order = sold(1'999, 1'250);
    const auto payment = paid(order);
    std::vector<LedgerEntry> books;
    book(books, order, payment, Money::from_cents(700));
    book(books, order, payment, Money());

    EXPECT_EQ(balance(books, LedgerAccount::refunds), Money());
    EXPECT_EQ(balance(books, LedgerAccount::provider_clearing), order.total_price);
    EXPECT_EQ(balance(books, LedgerAccount::commission_expense),
              order.commission.of(order.total_price));
}

// The law: after each of any row of refunds the commission is the rate of what was kept, and after
// the last cent there is none.
TEST(CoreLedger, AnyRowOfRefundsEndsAtExactlyZero) {
    std::mt19937 random(20261123);
    for (int round = 0; round < 2'000; ++round) {
        const auto order = sold(std::uniform_int_distribution(1, 100'000)(random),
                                std::uniform_int_distribution(0, 10'000)(random));
        const auto payment = paid(order);
        std::vector<LedgerEntry> books;
        book(books, order, payment, Money());
        Money refunded;
        while (refunded < order.total_price) {
            const auto left = (order.total_price - refunded).cents();
            const auto part = std::uniform_int_distribution<std::int64_t>(1, left)(random);
            refunded = refunded + Money::from_cents(part);
            book(books, order, payment, refunded);
            ASSERT_EQ(balance(books, LedgerAccount::commission_expense),
                      order.commission.of(order.total_price - refunded));
            ASSERT_EQ(balance(books, LedgerAccount::refunds), refunded);
        }
        for (const auto account :
             {LedgerAccount::buyer_receivable, LedgerAccount::provider_clearing,
              LedgerAccount::commission_expense, LedgerAccount::commission_payable})
            ASSERT_EQ(balance(books, account), Money()) << to_string(account);
        for (const auto& entry : books) ASSERT_GT(entry.amount, Money());
    }
}

TEST(CoreLedger, NamesAreReadBack) {
    for (const auto kind :
         {LedgerKind::sale, LedgerKind::payment, LedgerKind::commission, LedgerKind::refund})
        EXPECT_EQ(parse_ledger_kind(to_string(kind)), kind);
    EXPECT_EQ(parse_ledger_account("commission_payable"), LedgerAccount::commission_payable);
    EXPECT_EQ(parse_ledger_account("none"), std::nullopt);
}

}  // namespace

}  // namespace tts::test
