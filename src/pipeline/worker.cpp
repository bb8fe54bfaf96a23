#include "pipeline/worker.hpp"

#include "core/log.hpp"

#include <algorithm>

namespace tts {

using namespace std::chrono_literals;

namespace {

double seconds(std::chrono::nanoseconds duration) {
    return std::chrono::duration<double>(duration).count();
}

}  // namespace

// A comment falls due a settle window after its arrival, so a look once per window sees every one
// before it is due; then the batch says exactly when to come back.
std::chrono::milliseconds Worker::look_interval() const {
    return std::clamp<std::chrono::milliseconds>(settings_.settle * 4 / 5, 5ms, 600ms);
}

std::chrono::milliseconds Worker::raise_delay() {
    const auto delay = retry_delay_;
    retry_delay_ = std::min(retry_delay_ * 2, settings_.retry_delay_max);
    return delay;
}

std::chrono::milliseconds Worker::run_once(Timestamp now) {
    if (now >= next_balance_) balance(now);
    Timestamp wake = next_balance_;
    // A copy of the numbers, because work on a shard may find that it is lost.
    std::vector<int> numbers;
    for (const auto& [number, shard] : shards_) numbers.push_back(number);
    for (const int number : numbers) {
        const auto found = shards_.find(number);
        if (found == shards_.end()) continue;
        if (found->second.look_again <= now) work_on(number, found->second, now);
        const auto still = shards_.find(number);
        if (still != shards_.end()) wake = std::min(wake, still->second.look_again);
    }
    return std::max<std::chrono::milliseconds>(wake - tts::now(), 0ms);
}

void Worker::balance(Timestamp now) {
    const auto change = consumer_.balance(now);
    if (!change) {
        log_event(Level::warning, "lease_failed", {{"error", change.error().what()}});
        next_balance_ = now + raise_delay();
        return;
    }
    for (const int number : change->lost) shards_.erase(number);
    for (const int number : change->gained) shards_[number] = {.fence = 0, .look_again = now};
    next_balance_ = now + settings_.lease_time / 4;
}

bool Worker::ensure_fence(int number, Shard& shard) {
    if (shard.fence != 0) return true;
    const auto token = store_.next_fence(number);
    if (!token) {
        log_event(Level::warning, "fence_failed",
                  {{"shard", number}, {"error", token.error().what()}});
        return false;
    }
    shard.fence = *token;
    return true;
}

void Worker::work_on(int number, Shard& shard, Timestamp now) {
    if (!ensure_fence(number, shard)) {
        shard.look_again = now + raise_delay();
        return;
    }
    const auto batch = consumer_.take(number, now);
    if (!batch && batch.error().code() == Errc::conflict) {
        shards_.erase(number);
        next_balance_ = now;
        return;
    }
    if (!batch) {
        log_event(Level::warning, "take_failed",
                  {{"shard", number}, {"error", batch.error().what()}});
        shard.look_again = now + raise_delay();
        return;
    }
    if (batch->bursts.empty()) {
        const auto latest = now + look_interval();
        shard.look_again = std::min(batch->next_due.value_or(latest), latest);
        return;
    }
    settle(*batch, processor_.process(*batch, shard.fence), shard, now);
}

void Worker::settle(const Batch& batch,
                    const Result<BatchReport>& report,
                    Shard& shard,
                    Timestamp now) {
    if (!report && report.error().is_transient())
        return put_back(batch, report.error(), shard, now);
    if (!report) {
        ++counters_.failed;
        log_event(Level::error, "batch_failed",
                  {{"shard", batch.shard},
                   {"bursts", batch.bursts.size()},
                   {"error", report.error().what()}});
        const auto failed = consumer_.fail(batch, now, report.error().what());
        if (!failed) log_event(Level::warning, "fail_failed", {{"error", failed.error().what()}});
        return;
    }
    if (report->outcome == BatchReport::Outcome::fenced) {
        ++counters_.fenced;
        log_event(Level::warning, "lease_lost", {{"shard", batch.shard}});
        shards_.erase(batch.shard);
        next_balance_ = now;
        return;
    }
    lower_delay();
    count(*report);
    acknowledge(batch);
}

void Worker::count(const BatchReport& report) {
    ++counters_.batches;
    counters_.comments += report.comments;
    counters_.orders += report.orders;
    for (std::size_t i = 0; i < report.intents.size(); ++i)
        counters_.intents[i].add(report.intents[i]);
    for (std::size_t i = 0; i < report.decisions.size(); ++i)
        counters_.decisions[i].add(report.decisions[i]);
    counters_.show_hits.add(report.show_hits);
    counters_.show_misses.add(report.show_misses);
    counters_.batch_comments.observe(static_cast<double>(report.comments + report.stored_before));
    counters_.decide_time.observe(seconds(report.decide_time));
    counters_.commit_time.observe(seconds(report.commit_time));
    for (const auto delay : report.order_delays) counters_.order_delay.observe(seconds(delay));
}

void Worker::acknowledge(const Batch& batch) {
    const auto began_at = std::chrono::steady_clock::now();
    const auto acknowledged = consumer_.acknowledge(batch, tts::now());
    counters_.acknowledge_time.observe(seconds(std::chrono::steady_clock::now() - began_at));
    // They come again, and are found to be stored.
    if (!acknowledged)
        log_event(Level::warning, "acknowledge_failed", {{"error", acknowledged.error().what()}});
}

void Worker::put_back(const Batch& batch, const Error& error, Shard& shard, Timestamp now) {
    ++counters_.put_back;
    const auto delay = raise_delay();
    log_event(Level::warning, "batch_put_back",
              {{"shard", batch.shard}, {"delay_ms", delay.count()}, {"error", error.what()}});
    const auto returned = consumer_.put_back(batch, now, delay);
    if (!returned)
        log_event(Level::warning, "put_back_failed", {{"error", returned.error().what()}});
    shard.look_again = now + delay;
}

void Worker::stop() {
    const auto released = consumer_.release();
    if (!released)
        log_event(Level::warning, "release_failed", {{"error", released.error().what()}});
    shards_.clear();
}

}  // namespace tts
