#pragma once

#include "contract/comment_queue_fixture.hpp"

#include <map>

namespace tts {

// A consumer that works on several shards at a time.
class SeveralShards : public CommentQueueContract {
protected:
    // A comment of each of these streamers, who are of different shards.
    void append_one_each() {
        for (const char* const streamer : {"anna", "berta", "carla", "dora", "emma", "fina"}) {
            const int shard = shard_of(streamer, settings.shards);
            if (streamer_of_.contains(shard)) continue;
            streamer_of_[shard] = streamer;
            Comment one = comment("bob", streamer);
            one.streamer = streamer;
            append({one});
            shards_.push_back(shard);
        }
        ASSERT_GE(shards_.size(), 2U);
    }

    std::vector<Result<Batch>> take_all(Milliseconds after_start) {
        return consumer->take_all(shards_, start + after_start, {});
    }

    std::map<int, std::string> streamer_of_;
    std::vector<int> shards_;
};

TEST_P(SeveralShards, EachGivesItsOwnBatchInTheOrderAskedFor) {
    open_with_consumer();
    append_one_each();

    const auto early = take_all(Milliseconds(749));
    const auto due = take_all(Milliseconds(750));

    ASSERT_EQ(due.size(), shards_.size());
    for (std::size_t i = 0; i < shards_.size(); ++i) {
        EXPECT_TRUE(early[i].value().bursts.empty());
        EXPECT_EQ(early[i].value().next_due, start + Milliseconds(750));
        EXPECT_EQ(due[i].value().shard, shards_[i]);
        EXPECT_EQ(messages(due[i].value()), list({streamer_of_[shards_[i]].c_str()}));
    }
}

TEST_P(SeveralShards, AreAcknowledgedTogether) {
    open_with_consumer();
    append_one_each();
    std::vector<Batch> batches;
    for (auto& taken : take_all(Milliseconds(2'000))) batches.push_back(std::move(taken.value()));

    ASSERT_TRUE(consumer->acknowledge_all(batches, start + Milliseconds(2'000)));

    for (const auto& taken : take_all(Milliseconds(60'000)))
        EXPECT_TRUE(taken.value().bursts.empty());
    for (const int shard : shards_)
        EXPECT_TRUE(keeper->waiting(streamer_of_[shard], "bob").value().empty());
}

TEST_P(SeveralShards, OneThatIsNotLeasedDoesNotHoldUpTheOthers) {
    open_with_consumer();
    append_one_each();
    constexpr int unknown = 4'711;
    shards_.insert(shards_.begin() + 1, unknown);

    const auto taken = take_all(Milliseconds(750));

    for (std::size_t i = 0; i < shards_.size(); ++i) {
        if (shards_[i] == unknown)
            EXPECT_EQ(taken[i].error().code(), Errc::conflict);
        else
            EXPECT_EQ(taken[i].value().bursts.size(), 1U);
    }
}

TEST_P(SeveralShards, WhatIsNotAcknowledgedAmongThemComesAgain) {
    open_with_consumer();
    append_one_each();
    std::vector<Batch> batches;
    for (auto& taken : take_all(Milliseconds(2'000))) batches.push_back(std::move(taken.value()));
    const Batch kept = batches.back();
    batches.pop_back();

    ASSERT_TRUE(consumer->acknowledge_all(batches, start + Milliseconds(2'000)));
    const auto again = take_all(Milliseconds(60'000));

    for (std::size_t i = 0; i < shards_.size(); ++i)
        EXPECT_EQ(again[i].value().bursts.size(), shards_[i] == kept.shard ? 1U : 0U);
}

}  // namespace tts
