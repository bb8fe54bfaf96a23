#pragma once

#include "contract/comment_queue_fixture.hpp"

#include "support/eventually.hpp"

#include <set>
#include <thread>

namespace tts {

using std::chrono_literals::operator""ms;

class CommentQueueLeases : public CommentQueueContract {
protected:
    void SetUp() override {
        CommentQueueContract::SetUp();
        settings.shards = 10;
        settings.settle = 0ms;
        open();
    }

    // Begins anew, with leases that are short enough to wait for. They run out, too, while the
    // machine stands still.
    void open_with_short_leases() {
        close();
        world.reset();
        world = GetParam().make();
        settings.lease_time = 1'000ms;
        open();
    }
    void sleep_over_leases() { std::this_thread::sleep_for(settings.lease_time + 50ms); }

    struct Worker {
        const CommentQueueLeases& test;
        std::unique_ptr<CommentConsumer> consumer;
        std::set<int> shards;

        void balance() {
            const LeaseChange change = consumer->balance(test.clock()).value();
            for (const int lost : change.lost) shards.erase(lost);
            for (const int gained : change.gained) shards.insert(gained);
        }
    };

    Worker worker(const std::string& name) {
        return {.test = *this, .consumer = queue->consumer(name).value(), .shards = {}};
    }
};

TEST_P(CommentQueueLeases, TheOnlyWorkerGetsAllShardsAndKeepsThem) {
    Worker only = worker("only");

    const LeaseChange first = only.consumer->balance(clock()).value();
    const LeaseChange second = only.consumer->balance(clock()).value();

    EXPECT_EQ(first.gained.size(), 10U);
    EXPECT_TRUE(first.lost.empty());
    EXPECT_TRUE(second.gained.empty());
    EXPECT_TRUE(second.lost.empty());
}

TEST_P(CommentQueueLeases, ASecondWorkerGetsItsFairShareAndNoShardIsHeldTwice) {
    Worker one = worker("one");
    Worker two = worker("two");
    one.balance();

    two.balance();  // Everything is taken, but now the first knows.
    EXPECT_TRUE(two.shards.empty());
    one.balance();
    EXPECT_EQ(one.shards.size(), 5U);
    two.balance();

    EXPECT_EQ(two.shards.size(), 5U);
    for (const int shard : two.shards) EXPECT_FALSE(one.shards.contains(shard)) << shard;
}

TEST_P(CommentQueueLeases, ThreeWorkersShareWithinOneOfEachOther) {
    std::vector<Worker> workers;
    for (const std::string name : {"one", "two", "three"}) workers.push_back(worker(name));

    for (int round = 0; round < 3; ++round)
        for (Worker& each : workers) each.balance();

    std::set<int> held;
    for (const Worker& each : workers) {
        EXPECT_LE(each.shards.size(), 4U);  // 10 / 3, rounded up.
        held.insert(each.shards.begin(), each.shards.end());
    }
    EXPECT_EQ(held.size(), 10U);
}

TEST_P(CommentQueueLeases, TakingFromAShardThatIsNotLeasedIsAConflict) {
    Worker one = worker("one");
    Worker two = worker("two");
    one.balance();
    append({comment("bob", "mine")});

    const auto batch = two.consumer->take(shard(), start + minute);

    ASSERT_FALSE(batch);
    EXPECT_EQ(batch.error().code(), Errc::conflict);
}

TEST_P(CommentQueueLeases, TheShardsOfAWorkerThatDiedGoToAnotherWhenItsLeasesExpire) {
    Worker dead = worker("dead");
    Worker heir = worker("heir");
    dead.balance();
    heir.balance();
    EXPECT_TRUE(heir.shards.empty());

    dead.consumer.reset();
    let_leases_expire();
    heir.balance();

    EXPECT_EQ(heir.shards.size(), 10U);
}

TEST_P(CommentQueueLeases, ALeaseThatNobodyRenewsExpiresByItself) {
    open_with_short_leases();
    Worker dead = worker("dead");
    dead.balance();

    dead.consumer.reset();
    sleep_over_leases();
    Worker heir = worker("heir");
    heir.balance();

    EXPECT_EQ(heir.shards.size(), 10U);
}

TEST_P(CommentQueueLeases, AWorkerThatOverslepMustNotTakeAndLearnsWhatItLost) {
    Result<Batch> batch = Error();
    std::set<int> of_sleeper;
    std::set<int> of_other;
    const auto oversleep = [&] {
        open_with_short_leases();
        Worker sleeper = worker("sleeper");
        Worker other = worker("other");
        sleeper.balance();
        sleep_over_leases();
        append({comment("bob", "mine")});
        const auto began_at = std::chrono::steady_clock::now();
        other.balance();
        batch = sleeper.consumer->take(shard(), now());
        sleeper.balance();
        of_sleeper = sleeper.shards;
        of_other = other.shards;
        // Else the other one may have overslept as well.
        return std::chrono::steady_clock::now() - began_at < settings.lease_time;
    };

    ASSERT_TRUE(test::eventually(Milliseconds(100'000), oversleep));

    ASSERT_FALSE(batch);
    EXPECT_EQ(batch.error().code(), Errc::conflict);
    for (const int each : of_sleeper) EXPECT_FALSE(of_other.contains(each)) << each;
    EXPECT_TRUE(of_other.contains(shard()));
    EXPECT_FALSE(of_sleeper.contains(shard()));
}

// An adapter may deny what it cannot be sure of, or know that nobody else came. If it denies, the
// worker drops the shard, and would never work on it again if it were just renewed.
TEST_P(CommentQueueLeases, WhatAWorkerWasDeniedBecauseItOversleptItGainsAnewIfNobodyTookIt) {
    open_with_short_leases();
    Worker sleeper = worker("sleeper");
    sleeper.balance();
    sleep_over_leases();

    const bool was_denied = !sleeper.consumer->take(shard(), now());
    const LeaseChange change = sleeper.consumer->balance(now()).value();

    EXPECT_EQ(change.gained.size(), was_denied ? 10U : 0U);
    EXPECT_TRUE(test::eventually(Milliseconds(30'000), [&] {
        if (sleeper.consumer->take(shard(), now())) return true;
        sleeper.balance();  // It may have overslept again.
        return false;
    }));
}

TEST_P(CommentQueueLeases, ReleasedShardsAreFreeAtOnce) {
    Worker leaving = worker("leaving");
    Worker staying = worker("staying");
    leaving.balance();

    ASSERT_TRUE(leaving.consumer->release());
    staying.balance();

    EXPECT_EQ(staying.shards.size(), 10U);
    EXPECT_EQ(leaving.consumer->take(shard(), now()).error().code(), Errc::conflict);
}

TEST_P(CommentQueueLeases, WhatAWorkerTookAndDidNotFinishComesAgainWithTheNextAttempt) {
    Worker dead = worker("dead");
    Worker heir = worker("heir");
    dead.balance();
    append({comment("bob", "mine"), comment("cleo", "mine too")});
    EXPECT_EQ(dead.consumer->take(shard(), start + minute).value().bursts.size(), 2U);

    dead.consumer.reset();
    let_leases_expire();
    heir.balance();
    const Batch first = heir.consumer->take(shard(), start + minute).value();
    ASSERT_TRUE(heir.consumer->acknowledge(first, start + minute));
    const Batch second = heir.consumer->take(shard(), start + minute).value();
    ASSERT_TRUE(heir.consumer->acknowledge(second, start + minute));

    ASSERT_EQ(first.bursts.size(), 1U);  // One of them may be what killed the worker.
    EXPECT_EQ(first.bursts[0].attempt, 2);
    EXPECT_EQ(messages(first), list({"mine"}));
    ASSERT_EQ(second.bursts.size(), 1U);
    EXPECT_EQ(second.bursts[0].attempt, 2);
    EXPECT_EQ(messages(second), list({"mine too"}));
    EXPECT_TRUE(heir.consumer->take(shard(), start + minute).value().bursts.empty());
}

TEST_P(CommentQueueLeases, WhatADeadWorkerFinishedIsNotCountedAsAnAttempt) {
    Worker dead = worker("dead");
    Worker heir = worker("heir");
    dead.balance();
    append({comment("bob", "first")});
    const Batch batch = dead.consumer->take(shard(), start + minute).value();
    ASSERT_TRUE(dead.consumer->acknowledge(batch, start + minute));
    append({comment("bob", "second", 10ms)});

    dead.consumer.reset();
    let_leases_expire();
    heir.balance();
    const Batch next = heir.consumer->take(shard(), start + minute).value();

    EXPECT_EQ(messages(next), list({"second"}));
    EXPECT_EQ(next.bursts.at(0).attempt, 1);
}

TEST_P(CommentQueueLeases, ACommentThatKillsEveryWorkerEndsAsADeadLetter) {
    settings.attempts_max = 3;
    close();
    open();
    append({comment("bob", "poison")});

    for (int attempt = 1; attempt <= 3; ++attempt) {
        Worker victim = worker("victim" + std::to_string(attempt));
        victim.balance();
        const Batch batch = victim.consumer->take(shard(), start + minute * attempt).value();
        ASSERT_EQ(messages(batch), list({"poison"}));
        EXPECT_EQ(batch.bursts[0].attempt, attempt);
        victim.consumer.reset();
        let_leases_expire();
    }
    Worker survivor = worker("survivor");
    survivor.balance();

    EXPECT_TRUE(survivor.consumer->take(shard(), start + minute * 4).value().bursts.empty());
    const auto letters = dead_letters->list(10).value();
    ASSERT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters[0].comment.message, "poison");
    EXPECT_EQ(letters[0].attempts, 3);
}

}  // namespace tts
