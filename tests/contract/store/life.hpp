#pragma once

#include "contract/store/holds.hpp"
#include "core/order_life.hpp"
#include "order/order_changes.hpp"

#include <map>

// What a seller does with orders, and what the store itself refuses.

namespace tts::test {

class OrderLifeContract : public HoldContract {
protected:
    Result<Order> changed(const Order& order, const OrderChange& change) {
        return change_order(store(), order.number, change, now());
    }

    // As an outsider, past the program.
    void force(const Order& order, OrderStatus status) {
        database().query("UPDATE orders SET status = '" + std::string(to_string(status)) +
                         "' WHERE order_number = '" + order.number + "'");
    }

    std::vector<OrderEvent> events_of(const Order& order, const std::string& kind) {
        auto events = store().trace(order.number).value().events;
        std::erase_if(events, [&](const OrderEvent& event) { return event.kind != kind; });
        return events;
    }
};

TEST_P(OrderLifeContract, APaidOrderIsShippedWithItsTrackingNumberAndThenDelivered) {
    const auto product = stocked(3);
    const auto order = claimed("bob", product, 2).order;
    force(order, OrderStatus::paid);

    const auto shipped = changed(order, {.status = OrderStatus::shipped,
                                         .tracking_number = "1Z-9",
                                         .carrier = "DHL",
                                         .actor = "streamer ana"})
                             .value();
    EXPECT_EQ(store().order_by_number(order.number).value(), shipped);
    EXPECT_EQ(shipped.tracking_number, "1Z-9");
    EXPECT_EQ(parts(product), (Parts{1, 0, 2}));
    const auto events = events_of(order, "order.shipped");
    ASSERT_EQ(events.size(), 1U);
    EXPECT_NE(events[0].payload.find("\"actor\":\"streamer ana\""), std::string::npos);
    EXPECT_NE(store().trace(order.number)->notifications.back().text.find("DHL 1Z-9"),
              std::string::npos);

    ASSERT_TRUE(changed(order, {.status = OrderStatus::delivered}));
    EXPECT_EQ(store().order_by_number(order.number)->status, OrderStatus::delivered);
    expect_balanced();
}

TEST_P(OrderLifeContract, TheQuantityOfAPendingOrderMovesItsUnits) {
    const auto product = stocked(3);
    const auto order = claimed("bob", product, 2).order;

    const auto more = changed(order, {.quantity = 3, .actor = "streamer ana"}).value();
    EXPECT_EQ(more.quantity, 3);
    EXPECT_EQ(more.total_price, order.unit_price * 3);
    EXPECT_EQ(store().order_by_number(order.number).value(), more);
    EXPECT_EQ(parts(product), (Parts{0, 3, 0}));
    EXPECT_EQ(changed(order, {.quantity = 4}).error().code(), Errc::conflict);
    ASSERT_TRUE(changed(order, {.quantity = 1}));
    EXPECT_EQ(parts(product), (Parts{2, 1, 0}));
    ASSERT_TRUE(changed(order, {.quantity = 1}));
    EXPECT_EQ(events_of(order, "order.changed").size(), 2U);

    force(order, OrderStatus::paid);
    EXPECT_EQ(changed(order, {.quantity = 2}).error().code(), Errc::conflict);
}

TEST_P(OrderLifeContract, WhatIsSoAlreadyStaysSoWithoutAnotherEvent) {
    const auto order = claimed("bob", stocked(3)).order;
    force(order, OrderStatus::paid);
    for (int i = 0; i < 2; ++i)
        ASSERT_TRUE(changed(order, {.status = OrderStatus::shipped, .tracking_number = "1Z-9"}));

    EXPECT_EQ(events_of(order, "order.shipped").size(), 1U);
    ASSERT_TRUE(changed(order, {.tracking_number = "1Z-10"}));
    EXPECT_EQ(events_of(order, "order.tracked").size(), 1U);
}

TEST_P(OrderLifeContract, ACancelledOrderGivesItsUnitsToWhoWaits) {
    const auto product = stocked(1);
    const auto order = claimed("bob", product).order;
    claimed("luis", product);

    const auto cancelled = changed(order, {.status = OrderStatus::cancelled}).value();

    EXPECT_EQ(cancelled.end_reason, end_reason_seller);
    EXPECT_EQ(parts(product), (Parts{1, 0, 0}));
    EXPECT_EQ(sweep(now()).offered, 1U);
    EXPECT_EQ(waits().back(), "luis offered");
    EXPECT_EQ(parts(product), (Parts{0, 1, 0}));
    expect_balanced();
}

TEST_P(OrderLifeContract, WhatIsNotAllowedIsRefusedAndSaysWhatIs) {
    const auto order = claimed("bob", stocked(3)).order;
    const auto refused = changed(order, {.status = OrderStatus::shipped}).error();
    EXPECT_EQ(refused.code(), Errc::conflict);
    EXPECT_NE(refused.what().find("paid or cancelled"), std::string::npos) << refused.what();

    force(order, OrderStatus::paid);
    EXPECT_NE(changed(order, {.status = OrderStatus::cancelled}).error().what().find("refund it"),
              std::string::npos);
    EXPECT_EQ(changed(order, {}).value().status, OrderStatus::paid);
    EXPECT_EQ(change_order(store(), "ORD-0", {}, now()).error().code(), Errc::not_found);
}

// The second lock: every move of the table, and no other.
TEST_P(OrderLifeContract, TheDatabaseItselfRefusesEveryOtherMove) {
    using enum OrderStatus;
    const std::map<OrderStatus, std::vector<OrderStatus>> ways = {{pending, {}},
                                                                  {paid, {paid}},
                                                                  {shipped, {paid, shipped}},
                                                                  {delivered, {paid, delivered}},
                                                                  {cancelled, {cancelled}},
                                                                  {refunded, {paid, refunded}}};
    const auto product = stocked(100);
    for (const auto& [from, way] : ways)
        for (const auto& [to, unused] : ways) {
            if (from == to) continue;
            const auto order = placed(sample_order(product, "bob"));
            for (const auto step : way) force(order, step);
            if (can_become(from, to)) {
                EXPECT_NO_THROW(force(order, to)) << to_string(from) << " -> " << to_string(to);
            } else {
                EXPECT_ANY_THROW(force(order, to)) << to_string(from) << " -> " << to_string(to);
            }
        }
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(OrderLifeContract);

}  // namespace tts::test
