// That the demo notices whatever does not add up in the lives of its orders.

#include "apps/tiktoksales/demo/catalogue.hpp"
#include "apps/tiktoksales/demo/life_checks.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tts::demo {
namespace {

constexpr auto commission = Percentage::from_basis_points(1'250);
constexpr auto fee = Money::from_cents(31);

PlayedLife played_life() {
    PlayedLife life;
    int number = 0;
    for (const Part& part : parts())
        life.parts.push_back(
            {.part = part,
             .order_number = "ORD-" + std::to_string(++number),
             .address = part.reach == Reach::nowhere ? "" : part.buyer + "@there"});
    return life;
}

std::string channel_of(Reach reach) {
    return reach == Reach::email ? "email" : reach == Reach::sms ? "sms" : "whatsapp";
}

std::string stock_state_of(const Part& part) {
    return part.is_paid() && part.ending != Ending::refunded ? "sold" : "none";
}

std::vector<std::string> events_of(const Part& part) {
    std::vector<std::string> events{"order.created"};
    if (part.ending == Ending::lowered) events.emplace_back("order.changed");
    if (part.ending == Ending::expired) events.emplace_back("order.reminded");
    events.emplace_back(part.is_paid() ? "order.paid" : "order.cancelled");
    if (part.ending == Ending::delivered) events.emplace_back("order.shipped");
    if (part.ending == Ending::delivered) events.emplace_back("order.delivered");
    if (part.goes_back != Money()) events.emplace_back("payment.refunded");
    if (part.ending == Ending::refunded) events.emplace_back("order.refunded");
    return events;
}

std::vector<RecordedEntry> books_of(const Part& part) {
    if (!part.is_paid()) return {};
    const Money before = commission.of(part.price());
    std::vector<RecordedEntry> books{
        {.from = "seller_revenue", .to = "buyer_receivable", .amount = part.price()},
        {.from = "buyer_receivable", .to = "provider_clearing", .amount = part.price()},
        {.from = "provider_clearing", .to = "provider_fees", .amount = fee},
        {.from = "commission_payable", .to = "commission_expense", .amount = before}};
    if (part.goes_back == Money()) return books;
    books.push_back({.from = "provider_clearing", .to = "refunds", .amount = part.goes_back});
    books.push_back({.from = "commission_expense",
                     .to = "commission_payable",
                     .amount = before - commission.of(part.kept())});
    return books;
}

void add_sums(BookedSums& sums, const BookedSums& more) {
    sums.gross = sums.gross + more.gross;
    sums.refunds = sums.refunds + more.refunds;
    sums.fees = sums.fees + more.fees;
    sums.commission = sums.commission + more.commission;
    sums.net = sums.net + more.net;
}

// What a shop that does everything right would say.
LifeRecord perfect_record(const PlayedLife& life) {
    LifeRecord record;
    for (const auto& one : catalogue()) record.stock[one.sku] = one.stock;
    record.stock[flash_product().sku] = flash_product().stock;
    for (const auto& [part, number, address] : life.parts) {
        record.orders.push_back({.number = number,
                                 .buyer = part.buyer,
                                 .product_id = "",
                                 .sku = part.sku,
                                 .variant = "",
                                 .quantity = part.quantity,
                                 .total_price = part.price(),
                                 .status = std::string(to_string(part.status())),
                                 .stock_state = stock_state_of(part)});
        if (stock_state_of(part) == "sold") record.stock[part.sku] -= part.quantity;
        record.traces[number] = {.messages = {"lo quiero"},
                                 .buyer = part.buyer,
                                 .events = events_of(part),
                                 .books = books_of(part)};
        if (!part.is_paid()) continue;
        record.payments[number] = {.taken = part.price(),
                                   .given_back = part.goes_back,
                                   .payments = 1,
                                   .refunds = part.goes_back == Money() ? 0 : 1};
        const BookedSums booked{.gross = part.price(),
                                .refunds = part.goes_back,
                                .fees = fee,
                                .commission = commission.of(part.kept()),
                                .net = part.kept() - fee - commission.of(part.kept())};
        record.statement.lines[number] = booked;
        add_sums(record.statement.totals, booked);
        for (int i = 0; i < 2; ++i)
            record.messages.push_back(
                {.channel = channel_of(part.reach), .to = address, .text = "Order " + number});
    }
    return record;
}

class LifeChecks : public ::testing::Test {
protected:
    std::vector<std::string> failed() const {
        std::vector<std::string> names;
        for (const Check& check : compare_life(life, record, commission))
            if (!check.ok()) names.push_back(check.name);
        return names;
    }

    const PlayedPart& part(Ending ending) const {
        return *std::ranges::find_if(
            life.parts, [&](const PlayedPart& one) { return one.part.ending == ending; });
    }
    RecordedOrder& order(Ending ending) {
        return *std::ranges::find(record.orders, part(ending).order_number, &RecordedOrder::number);
    }

    PlayedLife life = played_life();
    LifeRecord record = perfect_record(life);
};

TEST_F(LifeChecks, FindNothingWhereAllIsAsItMustBe) {
    EXPECT_EQ(failed(), std::vector<std::string>{});
    EXPECT_TRUE(has_arrived(life, record.messages));
}

TEST_F(LifeChecks, NameWhatBuyersCouldNotDo) {
    life.complaints.emplace_back("ORD-1 could not be cancelled");

    EXPECT_EQ(failed(), std::vector<std::string>{"what buyers and the seller did"});
}

TEST_F(LifeChecks, NoticeAnOrderThatEndedOtherwise) {
    order(Ending::expired).status = "pending";

    EXPECT_EQ(failed(), std::vector<std::string>{"orders end as scripted"});
}

TEST_F(LifeChecks, NoticeAUnitThatIsNowhere) {
    --record.stock["TEA-VERDE"];

    EXPECT_EQ(failed(),
              std::vector<std::string>{"products: available + reserved + sold = received"});
}

TEST_F(LifeChecks, NoticeUnitsThatAnExpiredOrderStillHolds) {
    order(Ending::expired).stock_state = "sold";
    --record.stock[flash_product().sku];

    EXPECT_FALSE(failed().empty());
}

TEST_F(LifeChecks, NoticeSomebodyWhoWasServedOutOfTurn) {
    order(Ending::expired).buyer = flash_buyer(17);
    record.traces[part(Ending::expired).order_number].buyer = flash_buyer(17);

    EXPECT_EQ(failed(), std::vector<std::string>{"the burst: first come, first served"});
}

TEST_F(LifeChecks, NoticeMoneyThatStripeTookForAnOrderThatExpired) {
    record.payments[part(Ending::expired).order_number].taken = Money::from_cents(2'267);

    const auto found = failed();

    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0], "orders: Stripe took and gave back what it must");
    EXPECT_EQ(found[1], "orders: the books sum to zero and fit Stripe");
}

TEST_F(LifeChecks, NoticeARefundOfACentTooMuch) {
    auto& payment = record.payments[part(Ending::partly_refunded).order_number];
    payment.given_back = payment.given_back + Money::from_cents(1);

    EXPECT_EQ(failed().size(), 3U) << "at Stripe, in the statement, in the books";
}

TEST_F(LifeChecks, NoticeACommissionThatWasNotReversed) {
    const auto& number = part(Ending::refunded).order_number;
    record.traces[number].books.pop_back();

    EXPECT_EQ(failed(), std::vector<std::string>{"orders: the books sum to zero and fit Stripe"});
}

TEST_F(LifeChecks, NoticeATotalThatIsNotTheSumOfItsLines) {
    record.statement.totals.net = record.statement.totals.net + Money::from_cents(1);

    EXPECT_EQ(failed(), std::vector<std::string>{"the statement's total is the sum of its lines"});
}

TEST_F(LifeChecks, NoticeABuyerWhoWasToldNothing) {
    std::erase_if(record.messages, [&](const ArrivedMessage& message) {
        return message.to == part(Ending::delivered).address;
    });

    EXPECT_EQ(failed(), std::vector<std::string>{"paid orders: the buyer was told"});
    EXPECT_FALSE(has_arrived(life, record.messages));
}

TEST_F(LifeChecks, NoticeAMessageThatWentToSomebodyElse) {
    for (ArrivedMessage& message : record.messages)
        if (message.to == part(Ending::lowered).address) message.to = "+34600000000";

    EXPECT_EQ(failed(), std::vector<std::string>{"paid orders: the buyer was told"});
}

TEST_F(LifeChecks, NoticeAPaymentThatHadItsEffectTwice) {
    record.traces[part(Ending::paid).order_number].events.emplace_back("order.paid");

    EXPECT_EQ(failed(), std::vector<std::string>{"orders: the trace tells it"});
}

TEST_F(LifeChecks, NoticeAnOrderThatNobodyClaimed) {
    record.traces[part(Ending::paid).order_number].messages.clear();

    EXPECT_EQ(failed(), std::vector<std::string>{"orders: each has a claim of its buyer"});
}

TEST(LifeScript, UsesBuyersAndProductsOfTheShowAndGivesBackNoMoreThanWasPaid) {
    for (const Part& part : parts()) {
        EXPECT_GT(part.quantity, 0) << part.buyer;
        EXPECT_LE(part.goes_back, part.price()) << part.buyer;
        EXPECT_EQ(part.goes_back == part.price(), part.ending == Ending::refunded) << part.buyer;
        EXPECT_TRUE(!part.is_paid() || part.reach != Reach::nowhere) << part.buyer;
        EXPECT_FALSE(story(part).empty());
    }
}

TEST(LifeTableText, ShowsEachOrderWithItsMoneyItsMessagesAndItsLink) {
    const auto life = played_life();
    const auto record = perfect_record(life);

    const auto text =
        to_text({.life = life, .record = record, .dashboard = "http://there", .streamer = "ana"});

    EXPECT_NE(text.find("kayla.home"), std::string::npos);
    EXPECT_NE(text.find("http://there/?streamer=ana#/orders/ORD-1\n"), std::string::npos) << text;
    EXPECT_NE(text.find("2 email"), std::string::npos) << text;
}

}  // namespace
}  // namespace tts::demo
