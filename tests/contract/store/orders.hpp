#pragma once

#include "contract/store/fixture.hpp"

#include <map>

namespace tts::test {

TEST_P(StoreContract, AnOrderIsFoundByItsNumber) {
    const Order order = placed(sample_order(saved_product("ana", "S-1"), "bob"));

    EXPECT_EQ(store().order_by_number(order.number).value(), order);
    EXPECT_EQ(store().order_by_number("ORD-20260101-X").error().code(), Errc::not_found);
    EXPECT_EQ(store().trace("ORD-20260101-X").error().code(), Errc::not_found);
}

TEST_P(StoreContract, OrdersAreListedNewestFirstAndPaged) {
    const Product product = saved_product("ana", "S-1");
    std::vector<Order> newest_first;
    for (int i = 0; i < 5; ++i) {
        Order order = sample_order(product, "bob");
        order.created_at = moment(i / 2);  // Some are of the same moment: then the id decides.
        newest_first.insert(newest_first.begin(), placed(order));
    }

    std::vector<Order> pages;
    OrderFilter filter{.streamer = "ana", .buyer = "", .status = {}, .before = {}, .limit = 2};
    for (int page = 0; page < 3; ++page) {
        const auto orders = store().orders(filter).value();
        EXPECT_EQ(orders.size(), page < 2 ? 2U : 1U);
        pages.insert(pages.end(), orders.begin(), orders.end());
        filter.before = pages.back().id;
    }

    EXPECT_EQ(pages, newest_first);
    EXPECT_TRUE(store().orders(filter).value().empty());
}

TEST_P(StoreContract, OrdersAreFilteredByStreamerBuyerAndStatus) {
    const Product ana = saved_product("ana", "S-1");
    const Product bea = saved_product("bea", "S-1");
    const Order ana_bob = placed(sample_order(ana, "bob"));
    Order shipped = sample_order(ana, "eve");
    shipped.status = OrderStatus::shipped;
    placed(shipped);
    const Order bea_bob = placed(sample_order(bea, "bob"));
    const auto list = [&](const std::string& streamer, const std::string& buyer,
                          std::optional<OrderStatus> status) {
        OrderFilter filter;
        filter.streamer = streamer;
        filter.buyer = buyer;
        filter.status = status;
        return store().orders(filter).value();
    };

    EXPECT_EQ(list("", "", {}).size(), 3U);
    EXPECT_EQ(list("ana", "", {}), (std::vector<Order>{shipped, ana_bob}));
    EXPECT_EQ(list("", "bob", {}), (std::vector<Order>{bea_bob, ana_bob}));
    EXPECT_EQ(list("ana", "", OrderStatus::shipped), (std::vector<Order>{shipped}));
    EXPECT_EQ(list("ana", "bob", OrderStatus::pending), (std::vector<Order>{ana_bob}));
    EXPECT_TRUE(list("ana", "bob", OrderStatus::cancelled).empty());
}

TEST_P(StoreContract, CommentsAreListedNewestFirst) {
    Effects effects;
    for (const auto* message : {"first", "second", "third"})
        effects.comments.push_back(sample_comment("ana", "bob", message));
    effects.comments.push_back(sample_comment("bea", "bob", "fourth"));
    std::swap(effects.comments[0], effects.comments[2]);  // The order of the rows means nothing.
    ASSERT_TRUE(write(effects).value().empty());
    const auto messages = [&](const std::string& streamer, std::size_t limit) {
        std::vector<std::string> texts;
        for (const auto& row : store().comments(streamer, limit).value())
            texts.push_back(row.comment.message);
        return texts;
    };

    EXPECT_EQ(messages("ana", 2), (std::vector<std::string>{"third", "second"}));
    EXPECT_EQ(messages("", 10), (std::vector<std::string>{"fourth", "third", "second", "first"}));
    EXPECT_TRUE(messages("nobody", 10).empty());
}

// Only what was counted at all, so that an adapter may leave zeros out or list them.
template <class Key>
std::map<Key, std::int64_t> counted(const std::vector<std::pair<Key, std::int64_t>>& pairs) {
    std::map<Key, std::int64_t> counts;
    for (const auto& [key, count] : pairs)
        if (count != 0) counts[key] = count;
    return counts;
}

TEST_P(StoreContract, TotalsCountEverythingAndLeaveOutCancelledOrders) {
    const Product ana = saved_product("ana", "S-1");
    const Product bea = saved_product("bea", "S-1");
    Effects effects;
    for (int i = 0; i < 4; ++i)
        effects.comments.push_back(sample_comment("ana", "bob", std::to_string(i)));
    effects.comments[0].reading.intent = Intent::none;
    effects.comments[0].decision = Decision::ignored;
    effects.comments[1].decision = Decision::review;
    effects.comments.push_back(sample_comment("bea", "bob", "mine"));
    const auto add_order = [&](const Product& product, int cents, int points, OrderStatus status) {
        Order order = sample_order(product, "bob");
        order.total_price = Money::from_cents(cents);
        order.commission = Percentage::from_basis_points(points);
        order.status = status;
        effects.orders.push_back(order);
    };
    add_order(ana, 50, 100, OrderStatus::pending);   // 1 % of 0.50 is 0.005, so 0.01.
    add_order(ana, 49, 100, OrderStatus::paid);      // 0.0049, so 0.00.
    add_order(ana, 150, 100, OrderStatus::shipped);  // 0.015, so 0.02.
    add_order(ana, 9'999, 5'000, OrderStatus::cancelled);
    add_order(bea, 1'000, 1'000, OrderStatus::delivered);
    ASSERT_TRUE(write(effects).value().empty());

    const Totals totals = store().totals("ana").value();
    EXPECT_EQ(totals.comments, 4);
    EXPECT_EQ(counted(totals.intents),
              (std::map<Intent, std::int64_t>{{Intent::buy, 3}, {Intent::none, 1}}));
    EXPECT_EQ(counted(totals.decisions),
              (std::map<std::string, std::int64_t>{{"ignored", 1}, {"ordered", 2}, {"review", 1}}));
    EXPECT_EQ(totals.orders, 3);
    EXPECT_EQ(totals.units, 6);
    EXPECT_EQ(totals.revenue, Money::from_cents(249));
    EXPECT_EQ(totals.commission, Money::from_cents(3));

    const Totals all = store().totals("").value();
    EXPECT_EQ(all.comments, 5);
    EXPECT_EQ(all.orders, 4);
    EXPECT_EQ(all.revenue, Money::from_cents(1'249));
    EXPECT_EQ(all.commission, Money::from_cents(103));

    const Totals nothing = store().totals("nobody").value();
    EXPECT_EQ(nothing.comments, 0);
    EXPECT_EQ(nothing.orders, 0);
    EXPECT_EQ(nothing.revenue, Money());
}

}  // namespace tts::test
