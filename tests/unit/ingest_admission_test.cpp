#include "ingest/admission.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

using namespace std::chrono_literals;

constexpr bool with_token = true;
constexpr bool without_token = false;

TEST(Admission, WhileTheWorkersKeepUpEverybodyMaySend) {
    Admission admission({.busy_after = 15s, .full_after = 60s});
    EXPECT_FALSE(admission.turn_away(without_token));

    admission.note(15s);

    EXPECT_FALSE(admission.turn_away(without_token));
    EXPECT_EQ(admission.turned_away(), 0U);
}

TEST(Admission, WhoHasNoTokenIsTurnedAwayFirst) {
    Admission admission({.busy_after = 15s, .full_after = 60s});
    admission.note(15'001ms);

    const auto why = admission.turn_away(without_token);

    ASSERT_TRUE(why);
    EXPECT_EQ(why->status, 429);
    EXPECT_GT(why->retry_after, 0s);
    EXPECT_NE(why->detail.find("15 s behind"), std::string::npos);
    EXPECT_FALSE(admission.turn_away(with_token));
    EXPECT_EQ(admission.turned_away(), 1U);
}

TEST(Admission, BeyondTheSecondAgeNobodyComesIn) {
    Admission admission({.busy_after = 15s, .full_after = 60s});
    admission.note(60'001ms);

    EXPECT_EQ(admission.turn_away(with_token).value().status, 503);
    EXPECT_EQ(admission.turn_away(without_token).value().status, 503);
}

TEST(Admission, WhenTheWorkersHaveCaughtUpEverybodyMaySendAgain) {
    Admission admission({.busy_after = 15s, .full_after = 60s});
    admission.note(70s);
    admission.note(0s);

    EXPECT_FALSE(admission.turn_away(without_token));
}

}  // namespace
}  // namespace tts
