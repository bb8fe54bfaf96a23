#include "core/stock_move.hpp"

#include <gtest/gtest.h>

#include <array>

namespace tts {
namespace {

Order order_of(OrderStatus status, StockState stock) {
    Order order;
    order.id = OrderId::next();
    order.product = ProductId::next();
    order.quantity = 3;
    order.status = status;
    order.stock = stock;
    order.sweep_at = now();
    return order;
}

constexpr std::array statuses = {OrderStatus::pending,   OrderStatus::paid,
                                 OrderStatus::shipped,   OrderStatus::delivered,
                                 OrderStatus::cancelled, OrderStatus::refunded};
constexpr std::array states = {StockState::none, StockState::reserved, StockState::sold};

TEST(StockMove, EveryMoveKeepsTheSumOfTheParts) {
    for (const auto from : statuses)
        for (const auto to : statuses)
            for (const auto state : states) {
                auto order = order_of(from, state);
                const auto moves = settle_units(order, to);
                for (const auto& move : moves)
                    EXPECT_EQ(move.available + move.reserved + move.sold, 0);
                EXPECT_EQ(!moves.empty(), order.stock != state);
            }
}

TEST(StockMove, WhatIsPaidIsSoldAndWhatIsGivenUpIsAvailableAgain) {
    auto order = order_of(OrderStatus::pending, StockState::reserved);
    const auto sold = settle_units(order, OrderStatus::paid);
    EXPECT_EQ(sold, (std::vector{StockMove{.product = order.product,
                                           .reserved = -3,
                                           .sold = 3,
                                           .order = order.id,
                                           .reason = "paid"}}));
    EXPECT_EQ(order.sweep_at, std::nullopt);

    const auto returned = settle_units(order, OrderStatus::cancelled);
    EXPECT_EQ(returned.at(0).available, 3);
    EXPECT_EQ(order.stock, StockState::none);
}

TEST(StockMove, WhatWasSentDoesNotComeBackByItself) {
    auto order = order_of(OrderStatus::shipped, StockState::sold);

    EXPECT_TRUE(settle_units(order, OrderStatus::cancelled).empty());
    EXPECT_EQ(order.stock, StockState::sold);
}

TEST(StockMove, WhatIsRefundedBeforeItWasSentIsAvailableAgain) {
    auto order = order_of(OrderStatus::paid, StockState::sold);
    EXPECT_EQ(settle_units(order, OrderStatus::refunded).at(0).reason, "returned");

    auto sent = order_of(OrderStatus::delivered, StockState::sold);
    EXPECT_TRUE(settle_units(sent, OrderStatus::refunded).empty());
}

TEST(StockMove, LateMoneyPaysAnOrderThatRanOutWhileItsUnitsCanBeHad) {
    auto order = order_of(OrderStatus::cancelled, StockState::none);
    order.end_reason = end_reason_expired;

    EXPECT_EQ(as_payable(order, true).status, OrderStatus::pending);
    EXPECT_EQ(as_payable(order, false).status, OrderStatus::cancelled);
    order.end_reason = end_reason_buyer;
    EXPECT_EQ(as_payable(order, true).status, OrderStatus::cancelled);
}

TEST(StockMove, MoneyForAnOrderThatHoldsNothingPaysItOnlyIfThereAreUnits) {
    const auto order = order_of(OrderStatus::pending, StockState::none);
    EXPECT_EQ(as_payable(order, true).status, OrderStatus::pending);
    EXPECT_EQ(as_payable(order, false).status, OrderStatus::cancelled);

    const auto holding = order_of(OrderStatus::pending, StockState::reserved);
    EXPECT_EQ(as_payable(holding, false).status, OrderStatus::pending);
}

}  // namespace
}  // namespace tts
