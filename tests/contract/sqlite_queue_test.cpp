// What the embedded queue does beyond its port: the audit trail, sweeping, many threads.

#include "adapters/sqlite/sqlite_comment_queue.hpp"
#include "contract/sqlite_folder.hpp"
#include "contract/sqlite_samples.hpp"
#include "support/eventually.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

namespace tts::test {

namespace {

using sqlite::Access;
using sqlite::Database;
using namespace std::chrono_literals;

TEST(SqliteQueue, TheAuditTrailIsTrimmedByAgeAndKeepsWhatIsYounger) {
    const TemporaryFolder folder;
    const std::string path = folder.file("queue.db");
    const auto queue = open_sqlite_comment_queue(path, {}).value();
    std::vector<Comment> comments;
    for (int i = 0; i < 12'000; ++i) comments.push_back(comment_of("bob", "mine"));
    queue->producer().value()->append(comments).value();
    const auto keeper = queue->keeper().value();

    EXPECT_EQ(keeper->trim_stream(now(), std::chrono::hours(1)).value(), 0U);
    EXPECT_EQ(keeper->trim_stream(now() + std::chrono::hours(2), std::chrono::hours(1)).value(),
              12'000U);
    EXPECT_EQ(keeper->trim_stream(now() + std::chrono::hours(2), std::chrono::hours(1)).value(),
              0U);
    EXPECT_EQ(keeper->depth().value().lists, 1U);  // What waits is not touched.
}

TEST(SqliteQueue, SweepingForgetsOldMessageIdsAndDeletesWhatLingered) {
    const TemporaryFolder folder;
    const std::string path = folder.file("queue.db");
    const auto queue = open_sqlite_comment_queue(path, {}).value();
    const auto producer = queue->producer().value();
    Comment comment = comment_of("bob", "mine");
    comment.source_message_id = "7301";
    producer->append(std::vector{comment}).value();
    {
        const auto consumer = queue->consumer("worker").value();
        consumer->balance(now()).value();
        const int shard = shard_of("ana", 64);
        const Batch batch = consumer->take(shard, comment.arrived_at() + 800ms).value();
        ASSERT_TRUE(consumer->acknowledge(batch, comment.arrived_at() + 800ms));
    }
    const auto count = [&path](const char* sql) {
        auto database = Database::open(path, Access::read_only);
        auto select = database->query(sql);
        select->step().value();
        return select->number(0);
    };
    const auto keeper = queue->keeper().value();

    ASSERT_TRUE(keeper->sweep(comment.arrived_at() + 1'000ms));
    EXPECT_EQ(count("SELECT count(*) FROM entries"), 1);
    ASSERT_TRUE(keeper->sweep(comment.arrived_at() + 1'500ms));
    EXPECT_EQ(count("SELECT count(*) FROM entries"), 0);
    EXPECT_EQ(count("SELECT count(*) FROM seen"), 1);
    ASSERT_TRUE(keeper->sweep(comment.arrived_at() + std::chrono::hours(49)));
    EXPECT_EQ(count("SELECT count(*) FROM seen"), 0);
}

// Producers and workers of one process, as the server has them; also for ThreadSanitizer.
TEST(SqliteQueue, ManyThreadsDeliverEveryCommentOnce) {
    constexpr int producers = 4;
    constexpr int workers = 3;
    constexpr int total = 4'000;
    const TemporaryFolder folder;
    QueueSettings settings;
    settings.settle = 0ms;
    settings.shards = 8;
    settings.lease_time = 60s;  // Longer than a busy machine stands still.
    const auto queue = open_sqlite_comment_queue(folder.file("queue.db"), settings).value();
    std::mutex mutex;
    std::multiset<std::string> delivered;  // Guarded by mutex.
    std::atomic<int> count = 0;
    const auto produce = [&](int number) {
        const auto producer = queue->producer().value();
        for (int i = 0; i < total / producers; i += 10) {
            std::vector<Comment> comments;
            for (int j = i; j < i + 10; ++j) {
                const std::string name = std::to_string(number) + "-" + std::to_string(j);
                comments.push_back(comment_of("client" + std::to_string(j % 50), name));
                comments.back().streamer = "streamer" + std::to_string(j % 20);
            }
            patiently([&] { return producer->append(comments); }).value();
        }
    };
    const auto work = [&](int number) {
        const auto consumer = queue->consumer("worker" + std::to_string(number)).value();
        std::set<int> shards;
        while (count < total) {
            const LeaseChange change = consumer->balance(now()).value();
            for (const int lost : change.lost) shards.erase(lost);
            shards.insert(change.gained.begin(), change.gained.end());
            for (const int shard : shards) {
                const Batch batch = patiently([&] { return consumer->take(shard, now()); }).value();
                if (batch.bursts.empty()) continue;
                const std::lock_guard lock(mutex);
                for (const Burst& burst : batch.bursts)
                    for (const Comment& each : burst.comments) delivered.insert(each.message);
                count = static_cast<int>(delivered.size());
                ASSERT_TRUE(patiently([&] { return consumer->acknowledge(batch, now()); }));
            }
        }
        ASSERT_TRUE(consumer->release());
    };

    std::vector<std::jthread> threads;
    for (int i = 0; i < producers; ++i) threads.emplace_back(produce, i);
    for (int i = 0; i < workers; ++i) threads.emplace_back(work, i);
    threads.clear();

    EXPECT_EQ(delivered.size(), static_cast<std::size_t>(total));
    EXPECT_EQ(std::set(delivered.begin(), delivered.end()).size(), static_cast<std::size_t>(total));
}

}  // namespace

}  // namespace tts::test
