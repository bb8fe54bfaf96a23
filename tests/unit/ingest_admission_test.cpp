#include "ingest/admission.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

using namespace std::chrono_literals;

constexpr Allowance* without_token = nullptr;

TEST(Admission, WhileTheWorkersKeepUpEverybodyMaySend) {
    Admission admission({.busy_after = 15s, .full_after = 60s});
    EXPECT_FALSE(admission.turn_away(without_token));

    admission.note(15s);

    EXPECT_FALSE(admission.turn_away(without_token));
    EXPECT_EQ(admission.turned_away(), 0U);
}

TEST(Admission, WhoHasNoTokenIsTurnedAwayFirst) {
    Admission admission({.busy_after = 15s, .full_after = 60s});
    const auto token = admission.allowance_of("Bearer x");
    admission.note(15'001ms);

    const auto why = admission.turn_away(without_token);

    ASSERT_TRUE(why);
    EXPECT_EQ(why->status, 429);
    EXPECT_GT(why->retry_after, 0s);
    EXPECT_NE(why->detail.find("15 s behind"), std::string::npos);
    EXPECT_FALSE(admission.turn_away(token.get()));
    EXPECT_EQ(admission.turned_away(), 1U);
}

TEST(Admission, BeyondTheSecondAgeNobodyComesIn) {
    Admission admission({.busy_after = 15s, .full_after = 60s});
    const auto token = admission.allowance_of("Bearer x");
    admission.note(60'001ms);

    EXPECT_EQ(admission.turn_away(token.get()).value().status, 503);
    EXPECT_EQ(admission.turn_away(without_token).value().status, 503);
}

TEST(Admission, WhenTheWorkersHaveCaughtUpEverybodyMaySendAgain) {
    Admission admission({.busy_after = 15s, .full_after = 60s});
    admission.note(70s);
    admission.note(0s);

    EXPECT_FALSE(admission.turn_away(without_token));
}

constexpr auto start = std::chrono::steady_clock::time_point(1h);

TEST(Allowance, IsASecondsWorthAtOnceAndThenItsRate) {
    Allowance allowance(100);
    for (int i = 0; i < 100; ++i) EXPECT_TRUE(allowance.take(start)) << i;
    EXPECT_FALSE(allowance.take(start));
    EXPECT_FALSE(allowance.take(start + 9ms));
    EXPECT_TRUE(allowance.take(start + 10ms));
    EXPECT_FALSE(allowance.take(start + 10ms));
    EXPECT_FALSE(allowance.is_unused(start + 1s));
    EXPECT_TRUE(allowance.is_unused(start + 1010ms));

    for (int i = 0; i < 100; ++i) EXPECT_TRUE(allowance.take(start + 1min)) << i;
    EXPECT_FALSE(allowance.take(start + 1min));  // Nothing is saved up beyond a second's worth.
}

TEST(Allowance, OfNoRateIsNeverUsedUp) {
    Allowance allowance(0);
    for (int i = 0; i < 10'000; ++i) ASSERT_TRUE(allowance.take(start));
}

TEST(Admission, ATokenThatSendsTooMuchWaitsAndOthersDoNot) {
    Admission admission({.comments_per_second = 1});
    const auto greedy = admission.allowance_of("Bearer greedy");
    const auto other = admission.allowance_of("Bearer other");
    EXPECT_EQ(admission.allowance_of("Bearer greedy"), greedy);

    EXPECT_FALSE(admission.turn_away(greedy.get()));
    const auto why = admission.turn_away(greedy.get());

    ASSERT_TRUE(why);
    EXPECT_EQ(why->status, 429);
    EXPECT_NE(why->detail.find("1 comments a second"), std::string::npos) << why->detail;
    EXPECT_FALSE(admission.turn_away(other.get()));
    EXPECT_FALSE(admission.turn_away(without_token));
    EXPECT_EQ(admission.turned_away(), 1U);
}

TEST(Admission, ForgetsTokensThatAreNotUsed) {
    Admission admission({.comments_per_second = 1'000'000});
    const std::weak_ptr<Allowance> first = admission.allowance_of("Bearer first");
    for (int i = 0; i < 3'000; ++i) admission.allowance_of("Bearer " + std::to_string(i));

    EXPECT_TRUE(first.expired());
}

}  // namespace
}  // namespace tts
