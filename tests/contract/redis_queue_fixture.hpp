#pragma once

#include "contract/redis_queue_world.hpp"
#include "support/redis_client.hpp"

#include <gtest/gtest.h>

namespace tts {

// The queue on a server that the test looks into, as an outside program would.
class RedisQueue : public testing::Test {
protected:
    using Milliseconds = std::chrono::milliseconds;

    void SetUp() override {
        settings.lease_time = minute;  // Longer than a busy machine stands still.
        open();
    }

    void open() {
        queue = world.open(settings);
        producer = queue->producer().value();
        keeper = queue->keeper().value();
        consumer = queue->consumer("worker-1").value();
        ASSERT_TRUE(consumer->balance(now()));
    }

    const Timestamp start = now();

    Comment comment(const std::string& client,
                    const std::string& message,
                    Milliseconds after_start = Milliseconds(0)) {
        const auto arrival = start + after_start;
        return Comment{.id = id_at(arrival, next_counter_++),
                       .streamer = "anna",
                       .client = client,
                       .message = message,
                       .timestamp = arrival,
                       .source = "api",
                       .source_message_id = {}};
    }

    Batch take(Timestamp time) {
        return consumer->take(shard_of("anna", settings.shards), time).value();
    }

    // What is delivered until nothing is due any more, as messages.
    std::vector<std::string> work_off(Timestamp time) {
        std::vector<std::string> all;
        for (Batch batch = take(time); !batch.bursts.empty(); batch = take(time)) {
            for (const Burst& burst : batch.bursts)
                for (const Comment& each : burst.comments) all.push_back(each.message);
            EXPECT_TRUE(consumer->acknowledge(batch, time));
        }
        return all;
    }

    // One search through all keys.
    void sweep_all() {
        constexpr Milliseconds pass_pause{1'000};
        for (;;) {
            const auto pause = keeper->sweep(now());
            ASSERT_TRUE(pause) << pause.error().what();
            if (*pause >= pass_pause) return;
        }
    }

    // The key was given so many seconds after `given`, and no more.
    void expect_seconds_to_live(const std::string& key, std::int64_t seconds, Timestamp given) {
        const auto left = redis.number({"TTL", key});
        const auto passed = std::chrono::ceil<std::chrono::seconds>(now() - given).count();
        EXPECT_LE(left, seconds) << key;
        EXPECT_GE(left, seconds - passed) << key;
    }

    static std::string outside_entry(const std::string& client, const std::string& message) {
        return R"({"streamer":"anna","client":")" + client + R"(","message":")" + message + R"("})";
    }

    QueueSettings settings;
    RedisQueueWorld world;
    test::RedisClient redis{world.server.port()};
    std::unique_ptr<CommentQueue> queue;
    std::unique_ptr<CommentProducer> producer;
    std::unique_ptr<QueueKeeper> keeper;
    std::unique_ptr<CommentConsumer> consumer;

    static constexpr Milliseconds minute{60'000};
    static constexpr int week_in_seconds = 604'800;

private:
    unsigned next_counter_ = 0;
};

}  // namespace tts
