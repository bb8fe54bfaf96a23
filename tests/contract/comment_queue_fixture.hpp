#pragma once

#include "core/json_writer.hpp"
#include "ports/comment_queue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace tts {

// A place where a queue lives (a Redis server, a database file). It is empty when it is made.
class QueueWorld {
public:
    virtual ~QueueWorld() = default;

    // Opens the queue with these settings. The suite has one open at a time, but opens the same
    // world again after it closed it.
    virtual std::unique_ptr<CommentQueue> open(const QueueSettings& settings) = 0;

    // Lets the leases of consumers that are gone run out now, if a server counts their time.
    // Whoever counts by the time that the calls give needs nothing of it.
    virtual void end_leases() {}
};

struct QueueWorldMaker {
    std::string name;
    std::function<std::unique_ptr<QueueWorld>()> make;

    friend std::ostream& operator<<(std::ostream& out, const QueueWorldMaker& maker) {
        return out << maker.name;
    }
};

// An id that was made at `time`; ids of one time are ordered by `counter`.
inline CommentId id_at(Timestamp time, unsigned counter = 0) {
    const std::string random = Uuid::next().to_string().substr(19);
    std::array<char, 24> head{};
    const auto milliseconds = static_cast<unsigned long long>(to_unix_ms(time));
    std::snprintf(head.data(), head.size(), "%08llx-%04llx-7%03x-", milliseconds >> 16,
                  milliseconds & 0xffff, counter & 0xfff);
    return CommentId::parse(head.data() + random).value();
}

// The tests own the clock: every call says what time it is. An adapter may leave the expiry of
// leases to its server, so they last longer than a busy machine stands still, and few tests wait
// for them.
class CommentQueueContract : public testing::TestWithParam<QueueWorldMaker> {
protected:
    using Milliseconds = std::chrono::milliseconds;

    void SetUp() override {
        settings.shards = 4;
        settings.lease_time = minute;
        world = GetParam().make();
    }

    void TearDown() override {
        close();
        world.reset();
    }

    // Opens the queue with `settings` as the test left them.
    void open() {
        queue = world->open(settings);
        ASSERT_NE(queue, nullptr);
        producer = queue->producer().value();
        keeper = queue->keeper().value();
        dead_letters = queue->dead_letters().value();
    }

    // ... and makes one consumer that leases every shard.
    void open_with_consumer() {
        open();
        consumer = queue->consumer("worker-1").value();
        ASSERT_EQ(consumer->balance(clock()).value().gained.size(),
                  static_cast<std::size_t>(settings.shards));
    }

    void close() {
        consumer.reset();
        dead_letters.reset();
        keeper.reset();
        producer.reset();
        queue.reset();
    }

    // Several tests count milliseconds from here.
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
                       .source = "tiktok_live",
                       .source_message_id = {}};
    }

    std::vector<Appended> append(const std::vector<Comment>& comments) {
        return producer->append(comments).value();
    }

    int shard() const { return shard_of("anna", settings.shards); }

    Batch take(Milliseconds after_start) {
        return consumer->take(shard(), start + after_start).value();
    }

    void acknowledge(const Batch& batch, Milliseconds after_start) {
        const auto done = consumer->acknowledge(batch, start + after_start);
        ASSERT_TRUE(done) << done.error().what();
    }

    void fail(const Batch& batch, Milliseconds after_start, const std::string& error = "broken") {
        const auto done = consumer->fail(batch, start + after_start, error);
        ASSERT_TRUE(done) << done.error().what();
    }

    // What consumers are told when they balance.
    Timestamp clock() const { return now() + slept_; }

    // The leases of consumers that are gone have expired, by any clock.
    void let_leases_expire() {
        world->end_leases();
        slept_ += settings.lease_time + Milliseconds(50);
    }

    static std::vector<std::string> messages(const Batch& batch) {
        std::vector<std::string> all;
        for (const Burst& burst : batch.bursts)
            for (const Comment& each : burst.comments) all.push_back(each.message);
        return all;
    }

    static std::vector<std::string> list(std::initializer_list<std::string> texts) { return texts; }

    QueueSettings settings;
    std::unique_ptr<QueueWorld> world;
    std::unique_ptr<CommentQueue> queue;
    std::unique_ptr<CommentProducer> producer;
    std::unique_ptr<QueueKeeper> keeper;
    std::unique_ptr<DeadLetters> dead_letters;
    std::unique_ptr<CommentConsumer> consumer;

    // Longer than any settle window, linger or pause between attempts.
    static constexpr Milliseconds minute{60'000};

private:
    unsigned next_counter_ = 0;
    Milliseconds slept_{0};
};

}  // namespace tts
