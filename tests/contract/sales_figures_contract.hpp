#pragma once

// The promises of ports/sales_figures.hpp as tests. An adapter's test file includes this once and
// says how its figures are made.

#include "contract/store/fixture.hpp"
#include "core/order_lines.hpp"
#include "ports/sales_figures.hpp"

#include <fmt/format.h>

namespace tts::test {

// A new database and the figures in it, for one test.
class FiguresWorld {
public:
    virtual ~FiguresWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<SalesFigures>> open() = 0;
};

using MakeFiguresWorld = std::unique_ptr<FiguresWorld> (*)();

// The id of a comment that arrived then.
inline CommentId arrived(Timestamp time) {
    static int count = 0;
    const auto ms = static_cast<unsigned long long>(to_unix_ms(time));
    return CommentId::parse(
               fmt::format("{:08x}-{:04x}-7000-8000-{:012x}", ms >> 16U, ms & 0xffffU, ++count))
        .value();
}

class SalesFiguresContract : public testing::TestWithParam<MakeFiguresWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        factory_ = world_->database().open_factory().value();
        store_ = factory_->open().value();
        figures_ = world_->open().value();
        product_ = store_->save_product(sample_product("ana", "DRESS")).value();
    }

    StoreDatabase& database() { return world_->database(); }
    const Product& product() const { return product_; }

    DecidedComment said(int second, Intent intent, Decision decision) {
        auto comment = sample_comment("ana", "luis", "text");
        comment.comment.id = arrived(moment(second));
        comment.reading.intent = intent;
        comment.decision = decision;
        if (intent != Intent::buy) comment.match = {};
        return comment;
    }

    void store(const DecidedComment& comment) {
        Effects effects;
        effects.comments.push_back(comment);
        write(effects);
    }

    // A comment that became an order a second later.
    Order sold(int second, const std::string& language = "es") {
        return sold(second, language, sample_order(product_, "luis"));
    }

    Order sold(int second, const std::string& language, Order order) {
        auto comment = said(second, Intent::buy, Decision::ordered);
        comment.reading.language = language;
        order.claim = comment.comment.id;
        order.created_at = moment(second + 1);
        Effects effects;
        effects.comments.push_back(comment);
        effects.orders.push_back(order);
        if (!order.lines.empty()) effects.edited_orders.push_back(order);
        write(effects);
        return order;
    }

    Figures of(const std::string& streamer, int from, int until, int step = 60) {
        return figures_
            ->figures({.streamer = streamer,
                       .from = moment(from),
                       .until = moment(until),
                       .step = std::chrono::seconds(step)})
            .value();
    }

private:
    void write(const Effects& effects) {
        const auto transaction = store_->begin().value();
        EXPECT_TRUE(transaction->write(effects).value().empty());
        EXPECT_TRUE(transaction->commit());
    }

    std::unique_ptr<FiguresWorld> world_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<SalesFigures> figures_;
    Product product_;
};

TEST_P(SalesFiguresContract, AreZeroWhereNothingHappened) {
    const auto found = of("ana", 0, 3600);

    EXPECT_EQ(found.funnel.comments, 0);
    EXPECT_EQ(found.funnel.ordered, 0);
    EXPECT_TRUE(found.comments_over_time.empty());
    EXPECT_TRUE(found.sales_by_product.empty());
    EXPECT_EQ(found.to_order.count, 0);
}

TEST_P(SalesFiguresContract, TheFunnelCountsWhatGotHowFar) {
    store(said(0, Intent::none, Decision::ignored));
    store(said(1, Intent::question, Decision::ignored));
    auto unmatched = said(2, Intent::buy, Decision::review);
    unmatched.match = {};
    store(unmatched);
    const auto order = sold(3);
    const auto cancelled = sold(5);
    const auto paid = sold(7);
    database().query("UPDATE orders SET status = 'paid' WHERE order_number = '" + paid.number +
                     "'");
    database().query("UPDATE orders SET status = 'cancelled' WHERE order_number = '" +
                     cancelled.number + "'");

    const auto found = of("ana", 0, 60);

    EXPECT_EQ(found.funnel.comments, 6);
    EXPECT_EQ(found.funnel.buys, 4);
    EXPECT_EQ(found.funnel.matched, 3);
    EXPECT_EQ(found.funnel.ordered, 3);
    EXPECT_EQ(found.funnel.paid, 1);
    EXPECT_EQ(found.intents.at("question"), 1);
    EXPECT_EQ(found.decisions.at("review"), 1);
    ASSERT_EQ(found.sales_by_product.size(), 1U);
    EXPECT_EQ(found.sales_by_product[0].key, order.product_name);
    EXPECT_EQ(found.sales_by_product[0].orders, 2);
    EXPECT_EQ(found.sales_by_product[0].units, 4);
    EXPECT_EQ(found.sales_by_product[0].revenue, order.total_price + paid.total_price);
    EXPECT_EQ(found.sales_by_product[0].commission,
              order.commission.of(order.total_price) + paid.commission.of(paid.total_price));
}

TEST_P(SalesFiguresContract, EachLineOfAnOrderIsASaleOfItsProduct) {
    const auto one = sold(1);
    auto cart = sample_order(product(), "luis");
    auto shirt = lines_of(cart).front();
    shirt.product_name = "Shirt";
    shirt.variant = "M";
    shirt.quantity = 3;
    shirt.unit_price = Money::from_cents(1'001);
    auto other_size = shirt;
    other_size.variant = "L";
    other_size.quantity = 1;
    set_lines(cart, {lines_of(cart).front(), shirt, other_size});
    cart.discount = {.code = "ten", .percentage = Percentage::from_basis_points(1'000)};
    set_total(cart, {.shipping = Money::from_cents(499)});
    sold(3, "es", cart);

    const auto found = of("ana", 0, 60);

    ASSERT_EQ(found.sales_by_product.size(), 2U);
    std::map<std::string, SalesOf<std::string>> by_name;
    for (const auto& sales : found.sales_by_product) by_name[sales.key] = sales;
    EXPECT_EQ(by_name["Shirt"].orders, 1);
    EXPECT_EQ(by_name["Shirt"].units, 4);
    EXPECT_EQ(by_name["Shirt"].revenue, Money::from_cents(4'004));
    EXPECT_EQ(by_name[one.product_name].orders, 2);
    EXPECT_EQ(by_name[one.product_name].units, 2 * one.quantity);
    EXPECT_EQ(by_name[one.product_name].revenue, one.unit_price * (2 * one.quantity));
    EXPECT_EQ(found.sales_by_streamer[0].revenue, one.total_price + cart.total_price);
}

TEST_P(SalesFiguresContract, APeriodHasItsBeginningAndNotItsEnd) {
    store(said(10, Intent::none, Decision::ignored));
    store(said(20, Intent::none, Decision::ignored));

    EXPECT_EQ(of("ana", 10, 20).funnel.comments, 1);
    EXPECT_EQ(of("ana", 11, 20).funnel.comments, 0);
    EXPECT_EQ(of("ana", 10, 21).funnel.comments, 2);
}

TEST_P(SalesFiguresContract, ASeriesHasTheIntervalsInWhichSomethingHappened) {
    // moment() is at 18:05:09.
    sold(0);
    store(said(40, Intent::none, Decision::ignored));
    sold(200);

    const auto found = of("ana", 0, 3600);

    ASSERT_EQ(found.comments_over_time.size(), 2U);
    EXPECT_EQ(to_iso8601(found.comments_over_time[0].key), "2026-03-04T18:05:00.000Z");
    EXPECT_EQ(found.comments_over_time[0].comments, 2);
    EXPECT_EQ(found.comments_over_time[0].buys, 1);
    EXPECT_EQ(to_iso8601(found.comments_over_time[1].key), "2026-03-04T18:08:00.000Z");
    ASSERT_EQ(found.sales_over_time.size(), 2U);
    EXPECT_EQ(to_iso8601(found.sales_over_time[1].key), "2026-03-04T18:08:00.000Z");
    EXPECT_EQ(found.sales_over_time[1].orders, 1);
    EXPECT_EQ(found.sales_over_time[1].currency, "EUR");
}

TEST_P(SalesFiguresContract, LanguagesAreThoseOfTheCommentsThatOrdered) {
    sold(0, "es");
    sold(2, "en");
    sold(4, "es");

    const auto found = of("ana", 0, 60);

    ASSERT_EQ(found.sales_by_language.size(), 2U);
    EXPECT_EQ(found.sales_by_language[0].key, "es");
    EXPECT_EQ(found.sales_by_language[0].orders, 2);
    ASSERT_EQ(found.comments_by_language.size(), 2U);
    EXPECT_EQ(found.comments_by_language[0].key, "es");
    ASSERT_EQ(found.comments_by_source.size(), 1U);
    EXPECT_EQ(found.comments_by_source[0].key, "tiktok_live");
    EXPECT_EQ(found.sales_by_source[0].orders, 3);
}

TEST_P(SalesFiguresContract, AnotherStreamersShowDoesNotCount) {
    sold(0);
    auto other = said(1, Intent::buy, Decision::review);
    other.comment.streamer = "eva";
    store(other);

    EXPECT_EQ(of("ana", 0, 60).funnel.comments, 1);
    EXPECT_EQ(of("eva", 0, 60).funnel.comments, 1);
    EXPECT_EQ(of("eva", 0, 60).funnel.ordered, 0);
    EXPECT_EQ(of("", 0, 60).funnel.comments, 2);
    EXPECT_EQ(of("", 0, 60).sales_by_streamer.size(), 1U);
    EXPECT_EQ(of("' OR ''='", 0, 60).funnel.comments, 0);
}

TEST_P(SalesFiguresContract, WaitsAreFromTheCommentToTheOrderAndToThePayment) {
    const auto order = sold(0);
    sold(10);
    database().query(
        "INSERT INTO order_events (id, order_id, kind, created_at) VALUES "
        "('0198a0b0-0000-7000-8000-000000000001', '" +
        order.id.to_string() + "', 'order.paid', '" + to_iso8601(moment(91)) + "')");

    const auto found = of("ana", 0, 60);

    EXPECT_EQ(found.to_order.count, 2);
    EXPECT_EQ(found.to_order.median, std::chrono::seconds(1));
    EXPECT_EQ(found.to_order.p95, std::chrono::seconds(1));
    EXPECT_EQ(found.to_pay.count, 1);
    EXPECT_EQ(found.to_pay.median, std::chrono::seconds(90));
}

TEST_P(SalesFiguresContract, ThePinIsWhatAClaimIsWaitedForFrom) {
    const auto pin = [&](int from, const std::string& until) {
        database().query(
            "INSERT INTO streamer_pins (streamer, product_id, pinned_at, unpinned_at) VALUES "
            "('ana', '" +
            product().id.to_string() + "', '" + to_iso8601(moment(from)) + "', " + until + ")");
    };
    const auto wants = [&](int second, Intent intent, Decision decision) {
        auto comment = said(second, intent, decision);
        comment.match.product = product().id;
        store(comment);
    };
    pin(5, "'" + to_iso8601(moment(20)) + "'");
    pin(20, "'" + to_iso8601(moment(30)) + "'");
    pin(30, "NULL");
    wants(3, Intent::buy, Decision::ordered);
    wants(7, Intent::question, Decision::ignored);
    wants(12, Intent::buy, Decision::sold_out);
    wants(15, Intent::buy, Decision::ordered);
    wants(31, Intent::buy, Decision::ordered);

    const auto found = of("ana", 0, 60);

    EXPECT_EQ(found.to_claim.count, 2) << "nobody wanted it the second time";
    EXPECT_EQ(found.to_claim.median, std::chrono::seconds(1));
    EXPECT_EQ(of("ana", 0, 30).to_claim.median, std::chrono::seconds(7));
    EXPECT_EQ(of("", 0, 60).to_claim.count, 2);
    EXPECT_EQ(of("otra", 0, 60).to_claim.count, 0);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SalesFiguresContract);

}  // namespace tts::test
