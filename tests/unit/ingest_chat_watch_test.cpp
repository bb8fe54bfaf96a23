// When it is noticed that comments may have been lost.

#include "ingest/chat_watch.hpp"

#include <gtest/gtest.h>

namespace tts::test {

namespace {

using std::chrono::seconds;

class RememberedGaps final : public ChatGaps {
public:
    Result<void> report(const ChatGap& gap) override {
        reported.push_back(gap);
        return {};
    }
    Result<std::vector<ChatGap>> gaps(const GapsQuery&) override { return reported; }
    Result<std::optional<Timestamp>> note_alive(Timestamp at) override {
        if (is_away) return Error(Errc::unavailable, "away");
        const auto before = alive_at;
        alive_at = at;
        return before;
    }

    std::vector<ChatGap> reported;
    std::optional<Timestamp> alive_at;
    bool is_away = false;
};

class ChatWatchTest : public testing::Test {
protected:
    Result<void> look_at(int second) { return watch_.run_once(start + seconds(second)); }

    const Timestamp start = parse_timestamp("2026-03-04T18:05:09Z").value();
    RememberedGaps gaps_;
    IngestCounters counters_;
    ChatWatch watch_{gaps_, [this] { return counters_; }};
};

TEST_F(ChatWatchTest, AFirstStartMissedNothing) {
    ASSERT_TRUE(look_at(0));
    ASSERT_TRUE(look_at(5));

    EXPECT_TRUE(gaps_.reported.empty());
}

TEST_F(ChatWatchTest, TheTimeWithoutAnyServerIsAGapOfEveryShow) {
    gaps_.alive_at = start - seconds(120);

    ASSERT_TRUE(look_at(0));
    ASSERT_TRUE(look_at(5));

    ASSERT_EQ(gaps_.reported.size(), 1U);
    EXPECT_EQ(gaps_.reported[0], (ChatGap{.streamer = {},
                                          .source = "server",
                                          .from = start - seconds(120),
                                          .until = start,
                                          .reason = "no server took comments"}));
}

TEST_F(ChatWatchTest, ARestartWithinAMomentIsNone) {
    gaps_.alive_at = start - chat_silence_max;

    ASSERT_TRUE(look_at(0));

    EXPECT_TRUE(gaps_.reported.empty());
}

TEST_F(ChatWatchTest, RefusedCommentsMakeAGapThatGrowsUntilNoneAreRefused) {
    ASSERT_TRUE(look_at(0));
    counters_.failed = 3;
    ASSERT_TRUE(look_at(5));
    counters_.failed = 4;
    ASSERT_TRUE(look_at(10));
    ASSERT_TRUE(look_at(15));
    counters_.turned_away = 1;
    ASSERT_TRUE(look_at(20));

    ASSERT_EQ(gaps_.reported.size(), 3U);
    EXPECT_EQ(gaps_.reported[1].from, start);
    EXPECT_EQ(gaps_.reported[1].until, start + seconds(10));
    EXPECT_EQ(gaps_.reported[1].reason, "the queue could not be written");
    EXPECT_EQ(gaps_.reported[2].from, start + seconds(15));
    EXPECT_EQ(gaps_.reported[2].reason, "the workers were too far behind");
}

TEST_F(ChatWatchTest, WhatTheDatabaseCouldNotTakeIsToldOnceItIsBack) {
    ASSERT_TRUE(look_at(0));
    gaps_.is_away = true;
    for (int second = 5; second <= 40; second += 5) EXPECT_FALSE(look_at(second));
    gaps_.is_away = false;
    counters_.refused = 1;
    ASSERT_TRUE(look_at(45));

    // Comments were taken all the time, but one.
    ASSERT_EQ(gaps_.reported.size(), 1U);
    EXPECT_EQ(gaps_.reported[0].from, start);
    EXPECT_EQ(gaps_.reported[0].until, start + seconds(45));
    EXPECT_EQ(gaps_.reported[0].reason, "more comments came than could be taken");
}

TEST_F(ChatWatchTest, ADatabaseThatIsAwayAtTheStartDoesNotHideTheTimeBefore) {
    gaps_.alive_at = start - seconds(120);
    gaps_.is_away = true;
    EXPECT_FALSE(look_at(0));
    gaps_.is_away = false;

    ASSERT_TRUE(look_at(5));

    ASSERT_EQ(gaps_.reported.size(), 1U);
    EXPECT_EQ(gaps_.reported[0].until, start);
}

TEST_F(ChatWatchTest, AMachineThatSleptMissedWhatWasSaid) {
    ASSERT_TRUE(look_at(0));
    ASSERT_TRUE(look_at(600));

    ASSERT_EQ(gaps_.reported.size(), 1U);
    EXPECT_EQ(gaps_.reported[0].from, start);
    EXPECT_EQ(gaps_.reported[0].until, start + seconds(600));
}

}  // namespace

}  // namespace tts::test
