#include "pipeline/worker.hpp"

#include "core/log.hpp"

#include <algorithm>

namespace tts {

using namespace std::chrono_literals;

namespace {

// In one transaction: both stores are within a tenth of their best there, and whoever falls due
// while one is under way does not wait long.
constexpr std::size_t comments_together = 1'000;

double seconds(std::chrono::nanoseconds duration) {
    return std::chrono::duration<double>(duration).count();
}

}  // namespace

Worker::Worker(CommentConsumer& consumer,
               Store& store,
               BatchProcessor& processor,
               WorkerSettings settings,
               WorkerCounters& counters)
    : consumer_(consumer),
      store_(store),
      processor_(processor),
      settings_(settings),
      counters_(counters),
      precedence_{
          .may_wait = [&processor](const Burst& burst) { return processor.may_wait(burst); },
          .comments_max = comments_together} {}

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
    std::vector<int> due;
    for (auto& [number, shard] : shards_)
        if (shard.look_again <= now && ensure_fence(number, shard, now)) due.push_back(number);
    if (!due.empty()) work_on(due, now);

    Timestamp wake = next_balance_;
    for (const auto& [number, shard] : shards_) wake = std::min(wake, shard.look_again);
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
    // Without a share yet, it is soon asked for again: the others give theirs up when they look.
    next_balance_ = now + settings_.lease_time / (shards_.empty() ? 20 : 4);
}

bool Worker::ensure_fence(int number, Shard& shard, Timestamp now) {
    if (shard.fence != 0) return true;
    const auto token = store_.next_fence(number);
    if (!token) {
        log_event(Level::warning, "fence_failed",
                  {{"shard", number}, {"error", token.error().what()}});
        shard.look_again = now + raise_delay();
        return false;
    }
    shard.fence = *token;
    return true;
}

// What the shards have, in one transaction: a commit costs the store far more than a comment does,
// and most shows have few comments at a time. A batch that failed once may be as innocent as all
// that its worker had when it died; one that failed again comes alone.
void Worker::work_on(std::span<const int> numbers, Timestamp now) {
    std::vector<Batch> together;
    std::vector<Batch> alone;
    auto answers = consumer_.take_all(numbers, now, precedence_);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (!is_work(numbers[i], answers[i], now)) continue;
        Batch& batch = *answers[i];
        const bool failed_again = batch.bursts.front().attempt > 2;
        (failed_again ? alone : together).push_back(std::move(batch));
    }
    if (!together.empty()) process(together, now);
    for (const Batch& batch : alone) process({&batch, 1}, now);
}

// False if there is nothing to be done for the shard now; it notes when to look again.
bool Worker::is_work(int number, const Result<Batch>& batch, Timestamp now) {
    if (batch && !batch->bursts.empty()) return true;
    if (!batch && batch.error().code() == Errc::conflict) {
        give_up(number, now);
        return false;
    }
    Shard& shard = shards_.at(number);
    if (batch) {
        const auto latest = now + look_interval();
        shard.look_again = std::min(batch->next_due.value_or(latest), latest);
        return false;
    }
    log_event(Level::warning, "take_failed", {{"shard", number}, {"error", batch.error().what()}});
    shard.look_again = now + raise_delay();
    return false;
}

void Worker::process(std::span<const Batch> batches, Timestamp now) {
    std::vector<ShardFence> fences;
    for (const Batch& batch : batches)
        fences.push_back({.shard = batch.shard, .token = shards_.at(batch.shard).fence});
    const auto report = processor_.process(batches, fences);
    if (!report && report.error().is_transient()) return put_back(batches, report.error(), now);
    const bool committed = report && report->outcome == BatchReport::Outcome::committed;
    if (committed) {
        lower_delay();
        count(*report);
        return acknowledge(batches);
    }
    if (batches.size() > 1) {
        // One of them spoils the transaction; the others must not suffer for it.
        for (const Batch& batch : batches) process({&batch, 1}, now);
        return;
    }
    const Batch& batch = batches.front();
    if (!report) return fail(batch, report.error(), now);
    ++counters_.fenced;
    log_event(Level::warning, "lease_lost", {{"shard", batch.shard}});
    give_up(batch.shard, now);
}

void Worker::fail(const Batch& batch, const Error& error, Timestamp now) {
    ++counters_.failed;
    log_event(Level::error, "batch_failed",
              {{"shard", batch.shard}, {"bursts", batch.bursts.size()}, {"error", error.what()}});
    const auto failed = consumer_.fail(batch, now, error.what());
    if (!failed) log_event(Level::warning, "fail_failed", {{"error", failed.error().what()}});
}

// The shard is another worker's.
void Worker::give_up(int number, Timestamp now) {
    shards_.erase(number);
    next_balance_ = now;
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

void Worker::acknowledge(std::span<const Batch> batches) {
    const auto began_at = std::chrono::steady_clock::now();
    const auto acknowledged = consumer_.acknowledge_all(batches, tts::now());
    counters_.acknowledge_time.observe(seconds(std::chrono::steady_clock::now() - began_at));
    // They come again, and are found to be stored.
    if (!acknowledged)
        log_event(Level::warning, "acknowledge_failed", {{"error", acknowledged.error().what()}});
}

void Worker::put_back(std::span<const Batch> batches, const Error& error, Timestamp now) {
    const auto delay = raise_delay();
    for (const Batch& batch : batches) {
        ++counters_.put_back;
        log_event(Level::warning, "batch_put_back",
                  {{"shard", batch.shard}, {"delay_ms", delay.count()}, {"error", error.what()}});
        const auto returned = consumer_.put_back(batch, now, delay);
        if (!returned)
            log_event(Level::warning, "put_back_failed", {{"error", returned.error().what()}});
        shards_.at(batch.shard).look_again = now + delay;
    }
}

void Worker::stop() {
    const auto released = consumer_.release();
    if (!released)
        log_event(Level::warning, "release_failed", {{"error", released.error().what()}});
    shards_.clear();
}

}  // namespace tts
