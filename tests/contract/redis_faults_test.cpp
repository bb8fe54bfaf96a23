// What happens when Redis is away, full, emptied or not set up as it must be, and under threads.

#include "contract/redis_queue_fixture.hpp"
#include "support/eventually.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <set>

namespace tts {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

// With leases that last longer than a busy machine stands still.
std::unique_ptr<CommentQueue> queue_on(const test::RedisServer& server) {
    QueueSettings settings;
    settings.lease_time = 60s;
    return open_redis_comment_queue({.url = server.url(), .queue = settings}).value();
}

TEST(RedisFaults, WhatWasAcknowledgedOutlivesAKilledServer) {
    test::RedisServer server;
    const auto queue = queue_on(server);
    const auto producer = queue->producer().value();
    std::set<CommentId> accepted;
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 20; ++i) {
            const Comment comment{.id = CommentId::next(),
                                  .streamer = "anna",
                                  .client = "client" + std::to_string(i),
                                  .message = "mine",
                                  .timestamp = now(),
                                  .source = "api",
                                  .source_message_id = {}};
            // After a restart the producer pauses before it connects again.
            if (test::patiently([&] { return producer->append(std::vector{comment}); }))
                accepted.insert(comment.id);
        }
        server.kill();
        EXPECT_EQ(producer->append(std::vector<Comment>(1)).error().code(), Errc::unavailable);
        server.restart();
    }

    const auto consumer = queue->consumer("worker").value();
    ASSERT_TRUE(consumer->balance(now()));
    std::set<CommentId> seen;
    const auto batch = consumer->take(shard_of("anna", QueueSettings().shards), now() + 60s);
    for (const Burst& burst : batch.value().bursts)
        for (const Comment& comment : burst.comments) seen.insert(comment.id);

    EXPECT_EQ(accepted.size(), 100U);
    for (const CommentId& id : accepted) EXPECT_TRUE(seen.contains(id)) << id.to_string();
}

TEST(RedisFaults, AWorkerGoesOnAfterARestartOfTheServer) {
    test::RedisServer server;
    const auto queue = queue_on(server);
    const auto producer = queue->producer().value();
    const auto consumer = queue->consumer("worker").value();
    const int shard = shard_of("anna", QueueSettings().shards);
    ASSERT_TRUE(consumer->balance(now()));
    const Comment comment{.id = CommentId::next(),
                          .streamer = "anna",
                          .client = "bob",
                          .message = "mine",
                          .timestamp = now(),
                          .source = "api",
                          .source_message_id = {}};
    ASSERT_TRUE(producer->append(std::vector{comment}));
    const Batch batch = consumer->take(shard, now() + 60s).value();

    server.kill();
    EXPECT_EQ(consumer->acknowledge(batch, now() + 60s).error().code(), Errc::unavailable);
    EXPECT_EQ(consumer->balance(now()).error().code(), Errc::unavailable);
    server.restart();

    EXPECT_TRUE(test::patiently([&] { return consumer->acknowledge(batch, now() + 60s); }));
    EXPECT_TRUE(consumer->take(shard, now() + 120s).value().bursts.empty());
    EXPECT_EQ(queue->keeper().value()->depth().value().lists, 0U);
}

class RedisEmptied : public RedisQueue {};

TEST_F(RedisEmptied, AWorkerOutlivesFlushallAndGoesOn) {
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "a"), comment("cleo", "b")}));
    const Batch batch = take(start + minute);

    redis.command({"FLUSHALL"});
    EXPECT_TRUE(consumer->acknowledge(batch, start + minute));
    const LeaseChange change = consumer->balance(now()).value();
    ASSERT_TRUE(keeper->sweep(now()));

    EXPECT_EQ(change.lost.size(), static_cast<std::size_t>(settings.shards));
    EXPECT_EQ(change.gained.size(), static_cast<std::size_t>(settings.shards));
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "c")}));
    EXPECT_EQ(work_off(start + minute), Texts{"c"});
}

TEST_F(RedisEmptied, AFullServerRefusesCommentsAndTakesThemAgainWhenThereIsRoom) {
    redis.command({"CONFIG", "SET", "maxmemory", "1mb"});
    const auto refused = producer->append(std::vector{comment("bob", "mine")});
    redis.command({"CONFIG", "SET", "maxmemory", "0"});
    const auto accepted = producer->append(std::vector{comment("bob", "mine")});

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::unavailable);
    EXPECT_NE(refused.error().what().find("OOM"), std::string::npos) << refused.error().what();
    EXPECT_TRUE(accepted);
    EXPECT_EQ(work_off(start + minute), Texts{"mine"});
}

TEST_F(RedisEmptied, ARefusedCommentIsNotTakenForADuplicateWhenItComesAgain) {
    Comment sent = comment("bob", "mine");
    sent.source_message_id = "7301";
    redis.command({"CONFIG", "SET", "maxmemory", "1mb"});
    ASSERT_FALSE(producer->append(std::vector{sent}));
    redis.command({"CONFIG", "SET", "maxmemory", "0"});
    sent.id = CommentId::next();

    const auto appended = producer->append(std::vector{sent}).value();

    EXPECT_FALSE(appended.at(0).duplicate);
    EXPECT_EQ(work_off(now() + minute), Texts{"mine"});
}

Result<void> check(const test::RedisServer& server, bool accept_volatile = false) {
    const auto queue =
        open_redis_comment_queue({.url = server.url(), .accept_volatile = accept_volatile}).value();
    return queue->keeper().value()->check_settings();
}

TEST(RedisSettings, AServerWithoutAnAppendOnlyFileIsRefused) {
    const test::RedisServer server({"--appendonly", "no"});

    const auto checked = check(server);

    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code(), Errc::invalid);
    EXPECT_NE(checked.error().what().find("appendonly yes"), std::string::npos);
    EXPECT_TRUE(check(server, true));
}

TEST(RedisSettings, AServerThatEvictsIsRefused) {
    const test::RedisServer server({"--maxmemory-policy", "volatile-lru"});

    const auto checked = check(server);

    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code(), Errc::invalid);
    EXPECT_NE(checked.error().what().find("maxmemory-policy noeviction"), std::string::npos);
    EXPECT_TRUE(check(server, true));
}

TEST(RedisSettings, ThePasswordAndTheDatabaseOfTheUrlAreUsed) {
    const test::RedisServer server;
    test::RedisClient(server.port()).command({"CONFIG", "SET", "requirepass", "s3c/r@t"});
    const std::string at = "@127.0.0.1:" + std::to_string(server.port());
    const auto depth = [](const std::string& url) {
        return open_redis_comment_queue({.url = url}).value()->keeper().value()->depth();
    };

    EXPECT_TRUE(depth("redis://:s3c%2Fr%40t" + at + "/3"));
    EXPECT_TRUE(depth("redis://default:s3c%2Fr%40t" + at));
    EXPECT_EQ(depth("redis://:wrong" + at).error().code(), Errc::unavailable);
    EXPECT_EQ(depth("redis://127.0.0.1:" + std::to_string(server.port())).error().code(),
              Errc::unavailable);
    EXPECT_EQ(depth("redis://:wrong" + at).error().what().find("wrong@"), std::string::npos);
}

// The ids of one concurrent run.
class Ledger {
public:
    void add(std::vector<CommentId> ids) {
        const std::lock_guard lock(mutex_);
        for (const CommentId& id : ids) ++counts_[id];
    }
    std::map<CommentId, int> counts() const {
        const std::lock_guard lock(mutex_);
        return counts_;
    }
    std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return counts_.size();
    }

private:
    mutable std::mutex mutex_;
    std::map<CommentId, int> counts_;  // Guarded by mutex_.
};

class RedisThreads : public testing::Test {
protected:
    static constexpr int producers = 2;
    static constexpr int consumers = 3;
    static constexpr int batches = 60;
    static constexpr int batch_size = 20;

    RedisThreads() {
        settings.settle = 0ms;
        settings.linger = 50ms;
        settings.shards = 12;
        settings.lease_time = 60s;
        queue = world.open(settings);
    }

    void produce(int number) {
        const auto producer = queue->producer().value();
        for (int batch = 0; batch < batches; ++batch) {
            std::vector<Comment> comments;
            std::vector<CommentId> ids;
            for (int i = 0; i < batch_size; ++i) {
                comments.push_back({.id = CommentId::next(),
                                    .streamer = "streamer" + std::to_string(i % 7),
                                    .client = "client" + std::to_string(batch % 10),
                                    .message = "from " + std::to_string(number),
                                    .timestamp = now(),
                                    .source = "api",
                                    .source_message_id = {}});
                ids.push_back(comments.back().id);
            }
            ASSERT_TRUE(producer->append(comments));
            sent.add(ids);
        }
    }

    void consume(int number) {
        const auto consumer = queue->consumer("worker-" + std::to_string(number)).value();
        std::set<int> held;
        while (!stop) {
            const LeaseChange change = consumer->balance(now()).value();
            for (const int lost : change.lost) held.erase(lost);
            held.insert(change.gained.begin(), change.gained.end());
            held_by[static_cast<std::size_t>(number)] = held.size();
            for (const int shard : held) work(*consumer, shard);
            std::this_thread::sleep_for(1ms);
        }
        EXPECT_TRUE(consumer->release());
    }

    void work(CommentConsumer& consumer, int shard) {
        const Batch batch = consumer.take(shard, now()).value();
        std::vector<CommentId> ids;
        for (const Burst& burst : batch.bursts) {
            EXPECT_EQ(burst.attempt, 1);
            for (const Comment& comment : burst.comments) ids.push_back(comment.id);
        }
        ASSERT_TRUE(consumer.acknowledge(batch, now()));
        acknowledged.add(ids);
    }

    RedisQueueWorld world;
    QueueSettings settings;
    std::unique_ptr<CommentQueue> queue;
    Ledger sent;
    Ledger acknowledged;
    std::array<std::atomic<std::size_t>, consumers> held_by{};
    std::atomic<bool> stop = false;
};

TEST_F(RedisThreads, EveryCommentIsDeliveredAndAcknowledgedOnceWhileShardsKeepTheirHolders) {
    std::vector<std::jthread> threads;
    for (int i = 0; i < consumers; ++i) threads.emplace_back([this, i] { consume(i); });
    // Shards change hands while the workers find each other; lingering comments would come twice.
    const bool shared = test::eventually(30s, [this] {
        return std::ranges::all_of(held_by,
                                   [](const auto& held) { return held == 12 / consumers; });
    });
    for (int i = 0; i < producers; ++i) threads.emplace_back([this, i] { produce(i); });

    constexpr std::size_t total = producers * batches * batch_size;
    const bool finished = test::eventually(60s, [this] { return acknowledged.size() == total; });
    const auto keeper = queue->keeper().value();
    const bool emptied = test::eventually(30s, [&] { return keeper->depth().value().lists == 0; });
    stop = true;
    threads.clear();

    EXPECT_TRUE(shared);
    EXPECT_TRUE(finished) << acknowledged.size() << " of " << total;
    EXPECT_TRUE(emptied);
    EXPECT_EQ(acknowledged.counts(), sent.counts());
}

}  // namespace tts
