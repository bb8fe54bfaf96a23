// When messages may be sent: quiet hours, rates, and a provider that is down.

#include "notify/breaker.hpp"
#include "notify/quiet_hours.hpp"
#include "notify/token_bucket.hpp"

#include <gtest/gtest.h>

namespace tts::test {

using namespace std::chrono_literals;

namespace {

Timestamp at(const std::string& text) {
    return parse_timestamp(text).value();
}

std::string end_of(const QuietHours& quiet, const std::string& text) {
    const auto end = quiet_until(quiet, at(text));
    return end ? to_iso8601(*end).substr(0, 16) : "";
}

}  // namespace

TEST(QuietHours, GoPastMidnightInTheSellersZoneAndFollowItsSummerTime) {
    const QuietHours night{.time_zone = "Europe/Madrid", .from = 22 * 60, .until = 8 * 60};

    EXPECT_EQ(end_of(night, "2026-01-10T20:59:00Z"), "");  // 21:59 there.
    EXPECT_EQ(end_of(night, "2026-01-10T21:00:00Z"), "2026-01-11T07:00");
    EXPECT_EQ(end_of(night, "2026-01-11T06:59:00Z"), "2026-01-11T07:00");
    EXPECT_EQ(end_of(night, "2026-01-11T07:00:00Z"), "");
    EXPECT_EQ(end_of(night, "2026-07-10T20:00:00Z"), "2026-07-11T06:00");
    // Clocks go forward in that night: it ends an hour earlier.
    EXPECT_EQ(end_of(night, "2026-03-28T22:00:00Z"), "2026-03-29T06:00");
}

TEST(QuietHours, WithinADayAreOnlyThere) {
    const QuietHours siesta{.time_zone = "America/Bogota", .from = 13 * 60, .until = 15 * 60 + 30};

    EXPECT_EQ(end_of(siesta, "2026-01-10T18:00:00Z"), "2026-01-10T20:30");
    EXPECT_EQ(end_of(siesta, "2026-01-10T20:30:00Z"), "");
    EXPECT_EQ(end_of({.time_zone = "UTC", .from = 60, .until = 60}, "2026-01-10T01:00:00Z"), "");
}

TEST(QuietHours, KnowTheZonesOfTheDatabase) {
    EXPECT_TRUE(is_time_zone("Europe/Madrid"));
    EXPECT_TRUE(is_time_zone("UTC"));
    EXPECT_FALSE(is_time_zone("Europe/Madird"));
    EXPECT_FALSE(is_time_zone(""));
}

TEST(TokenBucket, LetsAsManyThroughAsItsRate) {
    TokenBucket bucket(2);
    const Timestamp start = at("2026-01-10T00:00:00Z");

    EXPECT_FALSE(bucket.refuse(start));
    EXPECT_FALSE(bucket.refuse(start));
    EXPECT_EQ(bucket.refuse(start), start + 500ms);
    EXPECT_FALSE(bucket.refuse(start + 500ms));
    EXPECT_TRUE(bucket.refuse(start + 501ms));
    // A rest saves up one second's worth, no more.
    EXPECT_FALSE(bucket.refuse(start + 60s));
    EXPECT_FALSE(bucket.refuse(start + 60s));
    EXPECT_TRUE(bucket.refuse(start + 60s));
}

TEST(TokenBucket, WithoutARateIsNoLimit) {
    TokenBucket bucket(0);
    for (int i = 0; i < 1'000; ++i) EXPECT_FALSE(bucket.refuse(Timestamp()));
}

TEST(Breaker, OpensAfterFailuresInARowAndTriesOneCallLater) {
    Breaker breaker({.failures_in_a_row = 3});
    const Timestamp start = at("2026-01-10T00:00:00Z");
    for (int i = 0; i < 2; ++i) breaker.note(true, start);
    EXPECT_FALSE(breaker.closed_until(start));

    breaker.note(true, start);
    EXPECT_EQ(breaker.closed_until(start), start + 5s);
    EXPECT_FALSE(breaker.closed_until(start + 5s));

    breaker.note(true, start + 5s);
    EXPECT_EQ(breaker.closed_until(start + 6s), start + 10s);
    breaker.note(false, start + 10s);
    EXPECT_FALSE(breaker.closed_until(start + 10s));
    breaker.note(true, start + 10s);
    EXPECT_FALSE(breaker.closed_until(start + 10s));
}

TEST(Breaker, OpensWhenHalfOfManyCallsFail) {
    Breaker breaker({});
    const Timestamp start = at("2026-01-10T00:00:00Z");
    for (int i = 0; i < 9; ++i) {
        breaker.note(false, start);
        breaker.note(true, start);
    }
    EXPECT_FALSE(breaker.closed_until(start));
    breaker.note(false, start);
    breaker.note(true, start);
    EXPECT_TRUE(breaker.closed_until(start));
}

}  // namespace tts::test
