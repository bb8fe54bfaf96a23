#pragma once

#include "core/metrics.hpp"
#include "pipeline/batch_processor.hpp"
#include "ports/comment_queue.hpp"
#include "ports/store.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <span>

namespace tts {

// What the workers of a process did; any thread may read it.
struct WorkerCounters {
    std::atomic<std::uint64_t> batches = 0;
    std::atomic<std::uint64_t> comments = 0;
    std::atomic<std::uint64_t> orders = 0;
    std::atomic<std::uint64_t> put_back = 0;  // Batches that waited for a dependency.
    std::atomic<std::uint64_t> failed = 0;    // Batches that failed for a reason of their own.
    std::atomic<std::uint64_t> fenced = 0;    // Batches that another worker had taken over.

    std::array<Counter, intent_names.size()> intents;  // Of the comments.
    std::array<Counter, decision_count> decisions;     // Likewise.
    Counter show_hits;
    Counter show_misses;
    Histogram batch_comments{size_bounds};
    // In seconds, as everything below.
    Histogram decide_time{latency_bounds};
    Histogram commit_time{latency_bounds};
    Histogram acknowledge_time{latency_bounds};
    Histogram order_delay{latency_bounds};  // From the burst's first comment to the commit.
};

struct WorkerSettings {
    std::chrono::milliseconds lease_time{5'000};
    std::chrono::milliseconds settle{750};
    std::chrono::milliseconds retry_delay_min{100};
    std::chrono::milliseconds retry_delay_max{2'000};
};

// Takes batches from the shards it leases and has them processed. It owns no thread: a thread calls
// run_once() until it is told to stop, then stop(); a test calls it as often as the test needs.
class Worker {
public:
    Worker(CommentConsumer& consumer,
           Store& store,
           BatchProcessor& processor,
           WorkerSettings settings,
           WorkerCounters& counters);

    // One round over the shards. Returns how long nothing will be due: sleep that long, at most.
    // Never fails: what goes wrong is logged, and tried again in a later round.
    std::chrono::milliseconds run_once(Timestamp now);

    // Gives the leases back, so that others go on at once.
    void stop();

private:
    struct Shard {
        std::int64_t fence = 0;  // 0: the store has not given one yet.
        Timestamp look_again;
    };

    void balance(Timestamp now);
    void count(const BatchReport& report);
    bool ensure_fence(int number, Shard& shard, Timestamp now);
    void work_on(std::span<const int> numbers, Timestamp now);
    bool is_work(int number, const Result<Batch>& batch, Timestamp now);
    void process(std::span<const Batch> batches, Timestamp now);
    void fail(const Batch& batch, const Error& error, Timestamp now);
    void give_up(int number, Timestamp now);
    void acknowledge(std::span<const Batch> batches);
    void put_back(std::span<const Batch> batches, const Error& error, Timestamp now);
    std::chrono::milliseconds look_interval() const;
    void lower_delay() { retry_delay_ = settings_.retry_delay_min; }
    std::chrono::milliseconds raise_delay();

    CommentConsumer& consumer_;
    Store& store_;
    BatchProcessor& processor_;
    const WorkerSettings settings_;
    WorkerCounters& counters_;
    const Precedence precedence_;
    std::map<int, Shard> shards_;
    Timestamp next_balance_;
    std::chrono::milliseconds retry_delay_{100};
};

}  // namespace tts
