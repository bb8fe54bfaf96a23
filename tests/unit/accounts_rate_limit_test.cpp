#include "accounts/rate_limit.hpp"

#include <gtest/gtest.h>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

const RateLimit::Clock::time_point start{};

TEST(RateLimit, LetsAKeyThroughSoManyTimesAndSaysWhenToComeBack) {
    RateLimit limit({.count_max = 3, .window = 60s});

    EXPECT_EQ(limit.refuse("ana", start), std::nullopt);
    EXPECT_EQ(limit.refuse("ana", start + 10s), std::nullopt);
    EXPECT_EQ(limit.refuse("ana", start + 20s), std::nullopt);
    EXPECT_EQ(limit.refuse("ana", start + 20s), 40s);
    EXPECT_EQ(limit.refuse("ana", start + 59s + 1ms), 1s);
}

TEST(RateLimit, ForgetsWhatIsOlderThanTheWindow) {
    RateLimit limit({.count_max = 2, .window = 60s});
    ASSERT_FALSE(limit.refuse("ana", start));
    ASSERT_FALSE(limit.refuse("ana", start + 30s));

    EXPECT_EQ(limit.refuse("ana", start + 60s), std::nullopt);
    EXPECT_EQ(limit.refuse("ana", start + 60s), 30s);
}

TEST(RateLimit, WhatIsRefusedDoesNotCount) {
    RateLimit limit({.count_max = 1, .window = 60s});
    ASSERT_FALSE(limit.refuse("ana", start));
    for (int i = 0; i < 10; ++i) ASSERT_TRUE(limit.refuse("ana", start + 50s));

    EXPECT_EQ(limit.refuse("ana", start + 60s), std::nullopt);
}

TEST(RateLimit, CountsEachKeyByItself) {
    RateLimit limit({.count_max = 1, .window = 60s});
    ASSERT_FALSE(limit.refuse("ana", start));

    EXPECT_EQ(limit.refuse("luis", start), std::nullopt);
}

TEST(RateLimit, KeepsItsMemoryBoundedWithoutForgettingWhomItRefuses) {
    RateLimit limit({.count_max = 1, .window = 60s, .keys_max = 2});
    ASSERT_FALSE(limit.refuse("ana", start));
    ASSERT_FALSE(limit.refuse("luis", start + 30s));

    EXPECT_EQ(limit.refuse("eva", start + 31s), 60s);
    EXPECT_TRUE(limit.refuse("ana", start + 31s));
    EXPECT_EQ(limit.refuse("eva", start + 60s), std::nullopt);
}

}  // namespace

}  // namespace tts::test
