#include "core/order_life.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <utility>

namespace tts {
namespace {

using enum OrderStatus;

TEST(OrderLife, OnlyTheMovesOfTheTableAreAllowed) {
    constexpr std::array statuses = {pending, paid, shipped, delivered, cancelled, refunded};
    const std::set<std::pair<OrderStatus, OrderStatus>> allowed = {
        {pending, paid},     {pending, cancelled},  {paid, shipped},
        {paid, delivered},   {paid, refunded},      {shipped, delivered},
        {shipped, refunded}, {delivered, refunded}, {cancelled, paid}};

    for (const auto from : statuses)
        for (const auto to : statuses)
            EXPECT_EQ(can_become(from, to), allowed.contains({from, to}))
                << to_string(from) << " -> " << to_string(to);
}

TEST(OrderLife, SaysWhatAnOrderMayBecome) {
    EXPECT_EQ(moves_from(pending), "paid or cancelled");
    EXPECT_EQ(moves_from(paid), "shipped, delivered or refunded");
    EXPECT_EQ(moves_from(cancelled), "paid");
    EXPECT_EQ(moves_from(refunded), "nothing");
}

}  // namespace
}  // namespace tts
