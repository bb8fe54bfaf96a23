// How far viewers are behind, learned from when they ask for what is newly shown.

#include "pipeline/delay_learner.hpp"

#include <gtest/gtest.h>

#include <map>

namespace tts {
namespace {

using namespace std::chrono_literals;
using Lags = std::vector<std::chrono::milliseconds>;

Lags lags_around(std::chrono::milliseconds delay, std::size_t count) {
    Lags lags;
    for (std::size_t i = 0; i < count; ++i)
        lags.push_back(delay + std::chrono::milliseconds((i * 7) % count * 400));
    return lags;
}

TEST(LearnDelayTest, AFewLagsSayNothingButAreCounted) {
    EXPECT_EQ(learn_delay({}), LearnedDelay{});
    EXPECT_EQ(learn_delay(Lags(7, 5s)), (LearnedDelay{.delay = 0ms, .changes = 7}));
    EXPECT_EQ(learn_delay(Lags(8, 5s)), (LearnedDelay{.delay = 5s, .changes = 8}));
}

TEST(LearnDelayTest, LongLagsOfSlowViewersDoNotMakeItLonger) {
    const auto learned = learn_delay({5s, 5100ms, 20s, 5200ms, 31s, 60s, 44s, 5300ms, 25s, 18s});

    EXPECT_EQ(learned.delay, 5100ms);
}

TEST(LearnDelayTest, AFifthMayHaveKnownBefore) {
    Lags lags = lags_around(8s, 17);
    lags.insert(lags.end(), {300ms, 0ms, 900ms});

    const auto learned = learn_delay(lags);

    EXPECT_EQ(learned.delay, 8s);
    EXPECT_EQ(learned.changes, 20);
}

TEST(LearnDelayTest, ADelayThatDriftsIsFollowedWithTheLastTwentyChanges) {
    Lags latest;
    const auto shown = [&](std::chrono::milliseconds lag) {
        latest.insert(latest.begin(), lag);
        if (latest.size() > delay_changes_kept) latest.pop_back();
        return learn_delay(latest).delay;
    };
    for (int i = 0; i < 30; ++i) shown(3s);
    ASSERT_EQ(shown(3s), 3s);

    for (int i = 0; i < 16; ++i) shown(12s);
    EXPECT_EQ(shown(12s), 12s);
    for (int i = 0; i < 3; ++i) shown(2s);
    EXPECT_EQ(shown(2s), 2s);
}

TEST(LearnDelayTest, ItIsNeverLongerThanAMinute) {
    EXPECT_EQ(learn_delay(Lags(20, 90s)).delay, 60s);
}

class LagWatchTest : public testing::Test {
protected:
    LagWatchTest() { show_.streamer.username = "ana"; }

    Timestamp at(std::chrono::milliseconds after) const { return start_ + after; }

    void pin(const ProductId& product, std::chrono::milliseconds from) {
        if (!show_.pins.empty()) show_.pins.back().until = at(from);
        show_.pins.push_back({.product = product, .from = at(from), .until = {}});
    }

    void see(const ProductId& product, std::chrono::milliseconds when) {
        show_.sightings.push_back({.id = Uuid::next(),
                                   .streamer = "ana",
                                   .stream_time = at(when),
                                   .product = product,
                                   .score = 0.9,
                                   .frame_urls = {}});
    }

    // The lags that are found when the product is asked for at these times.
    Lags lags(const ProductId& product, const Lags& times) {
        for (const auto time : times) watch_.note(show_, product, at(time));
        Lags found;
        for (const StreamLag& lag : watch_.take()) found.push_back(lag.lag);
        return found;
    }

    const Timestamp start_ = from_unix_ms(1'800'000'000'000);
    const ProductId lamp = ProductId::next();
    const ProductId mug = ProductId::next();
    Show show_;
    LagWatch watch_;
};

TEST_F(LagWatchTest, OnlyTheFirstWhoAsksAfterAPinCounts) {
    pin(lamp, 0s);

    EXPECT_EQ(lags(lamp, {6s, 7s, 20s}), Lags{6s});
    EXPECT_EQ(lags(lamp, {30s}), Lags{});
}

TEST_F(LagWatchTest, ACommentThatIsHandledLateStillCounts) {
    pin(lamp, 0s);

    EXPECT_EQ(lags(lamp, {9s, 6s}), (Lags{9s, 6s}));
}

TEST_F(LagWatchTest, WhatIsReplacedMeanwhileIsStillAskedFor) {
    pin(lamp, 0s);
    pin(mug, 4s);

    EXPECT_EQ(lags(lamp, {7s}), Lags{7s});
    EXPECT_EQ(lags(mug, {10s}), Lags{6s});
}

TEST_F(LagWatchTest, AMinuteIsTheLongest) {
    pin(lamp, 0s);

    EXPECT_EQ(lags(lamp, {60'001ms}), Lags{});
    EXPECT_EQ(lags(lamp, {60s}), Lags{});  // Somebody asked just after it.
    pin(mug, 100s);
    EXPECT_EQ(lags(mug, {160s}), Lags{});  // As long as no lag at all.
    pin(lamp, 200s);
    EXPECT_EQ(lags(lamp, {259s}), Lags{59s});
}

TEST_F(LagWatchTest, WhoKnowsItFromElsewhereTellsNothing) {
    EXPECT_EQ(lags(lamp, {0s}), Lags{});
    pin(lamp, 30s);

    EXPECT_EQ(lags(lamp, {31s, 32s}), Lags{});
    pin(mug, 100s);
    pin(lamp, 110s);
    EXPECT_EQ(lags(lamp, {115s}), Lags{5s});
}

TEST_F(LagWatchTest, PinnedAgainWithoutAPauseIsNoChange) {
    pin(lamp, 0s);
    pin(lamp, 5s);

    EXPECT_EQ(shown_since(show_, lamp, at(8s)), at(0s));
    pin(mug, 10s);
    pin(lamp, 20s);
    EXPECT_EQ(shown_since(show_, lamp, at(25s)), at(20s));
}

TEST_F(LagWatchTest, TheVideoTellsSinceWhenItIsSeen) {
    see(mug, 0s);
    see(lamp, 2s);
    see(lamp, 12s);

    EXPECT_EQ(shown_since(show_, lamp, at(15s)), at(2s));
    EXPECT_EQ(shown_since(show_, lamp, at(1s)), std::nullopt);
    see(lamp, 40s);  // It was put away in between.
    EXPECT_EQ(shown_since(show_, lamp, at(45s)), at(40s));
    EXPECT_EQ(shown_since(show_, mug, at(45s)), at(0s));
}

TEST_F(LagWatchTest, ThePinsOfThePlatformCountIfTheHostHasNone) {
    show_.platform_pins = {
        {.product = lamp, .from = at(3s), .until = {}, .by = PinnedBy::platform}};
    see(lamp, 1s);

    EXPECT_EQ(shown_since(show_, lamp, at(9s)), at(3s));
    pin(lamp, 2s);
    EXPECT_EQ(shown_since(show_, lamp, at(9s)), at(2s));
}

// Keeps lags as the port says, of one streamer.
class RememberedDelays final : public StreamDelays {
public:
    Result<std::vector<std::chrono::milliseconds>> add(const StreamLag& lag,
                                                       std::size_t kept) override {
        if (is_away) return Error(Errc::unavailable, "away");
        lags[lag.changed_at] = lag.lag;
        while (lags.size() > kept) lags.erase(lags.begin());
        Lags all;
        for (const auto& entry : lags) all.push_back(entry.second);
        return all;
    }
    Result<void> save(const std::string&, const LearnedDelay& delay) override {
        saved = delay;
        return {};
    }

    std::map<Timestamp, std::chrono::milliseconds> lags;
    LearnedDelay saved;
    bool is_away = false;
};

TEST_F(LagWatchTest, WhatIsFoundIsKeptAndLearnedFrom) {
    RememberedDelays delays;
    DelayLearner learner(watch_, delays);
    for (int i = 0; i < 8; ++i) {
        const auto product = ProductId::next();
        pin(product, i * 10s);
        watch_.note(show_, product, at(i * 10s + 4s + i * 100ms));
    }

    EXPECT_EQ(learner.run_once().value(), 8U);
    EXPECT_EQ(delays.saved, (LearnedDelay{.delay = 4100ms, .changes = 8}));
    EXPECT_EQ(learner.run_once().value(), 0U);
}

TEST_F(LagWatchTest, AStoreThatIsAwayCostsALagAndNothingElse) {
    RememberedDelays delays;
    DelayLearner learner(watch_, delays);
    delays.is_away = true;
    pin(lamp, 0s);
    watch_.note(show_, lamp, at(5s));

    EXPECT_EQ(learner.run_once().error().code(), Errc::unavailable);
    delays.is_away = false;
    EXPECT_EQ(learner.run_once().value(), 0U);
}

}  // namespace
}  // namespace tts
