#include "adapters/redis/redis_comment_consumer.hpp"

#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace tts {

namespace {

// Names of workers may repeat after a restart; tokens never do.
std::string token_for(const std::string& worker) {
    return worker + "#" + Uuid::next().to_string();
}

}  // namespace

RedisCommentConsumer::RedisCommentConsumer(RedisConnection redis,
                                           const QueueSettings& settings,
                                           const std::string& worker)
    : redis_(std::move(redis)),
      settings_(settings),
      leases_(redis_, settings, token_for(worker)),
      heads_(redis_),
      round_(redis_, settings),
      finisher_(redis_, settings) {}

Result<LeaseChange> RedisCommentConsumer::balance(Timestamp now) {
    std::set<int> busy;
    for (const auto& [shard, entries] : out_) busy.insert(shard);
    auto change = leases_.balance(now, busy);
    if (change)
        for (const int shard : change->lost) idle_.erase(shard);
    return change;
}

Result<Batch> RedisCommentConsumer::take(int shard, Timestamp now) {
    return take_all({&shard, 1}, now, {}).front();
}

std::vector<Result<Batch>> RedisCommentConsumer::take_all(std::span<const int> shards,
                                                          Timestamp now,
                                                          const Precedence& precedence) {
    std::vector<Result<Batch>> answers;
    auto batches = take_together(shards, now, precedence);
    if (batches) {
        std::move(batches->begin(), batches->end(), std::back_inserter(answers));
    } else if (shards.size() == 1 || batches.error().is_transient()) {
        answers.assign(shards.size(), batches.error());
    } else {
        // What is wrong with one of them must not hold up the others.
        for (const int shard : shards) answers.push_back(take(shard, now));
    }
    return answers;
}

Result<std::vector<Batch>> RedisCommentConsumer::take_together(std::span<const int> shards,
                                                               Timestamp now,
                                                               const Precedence& precedence) {
    std::vector<Batch> batches(shards.size());
    std::vector<RedisTaking> takings;
    for (std::size_t i = 0; i < shards.size(); ++i) {
        batches[i].shard = shards[i];
        const auto due = may_be_due(shards[i], now, batches[i]);
        if (!due) return due.error();
        if (*due)
            takings.push_back({.shard = shards[i], .state = leases_.find(shards[i]), .place = i});
    }
    if (auto taken = round_.take(takings, now, precedence); !taken) return taken.error();
    for (RedisTaking& taking : takings) {
        if (taking.due.empty() && !taking.state->has_later) idle_.insert(taking.shard);
        if (!taking.batch.bursts.empty()) out_[taking.shard] = std::move(taking.taken);
        batches[taking.place] = std::move(taking.batch);
    }
    return batches;
}

// False if a glance at the schedule of a shard that was idle shows that nothing is due; then
// `empty` says when something will be.
Result<bool> RedisCommentConsumer::may_be_due(int shard, Timestamp now, Batch& empty) {
    if (leases_.find(shard) == nullptr)
        return Error(Errc::conflict, "shard " + std::to_string(shard) + " is not leased");
    out_.erase(shard);
    if (!idle_.contains(shard)) return true;
    const auto head = heads_.look(shard, idle_);
    if (!head) return head.error();
    empty.next_due = *head;
    const bool is_due = *head && **head <= now;
    if (is_due) idle_.erase(shard);
    return is_due;
}

Result<void> RedisCommentConsumer::acknowledge(const Batch& batch, Timestamp now) {
    return acknowledge_all({&batch, 1}, now);
}

Result<void> RedisCommentConsumer::acknowledge_all(std::span<const Batch> batches, Timestamp now) {
    std::vector<RedisBatchFinisher::Done> done;
    for (const Batch& batch : batches) {
        if (batch.bursts.empty()) continue;
        const auto taken = out_.find(batch.shard);
        if (taken == out_.end())
            return Error(Errc::conflict,
                         "no batch of shard " + std::to_string(batch.shard) + " is out");
        done.push_back(
            {.batch = batch, .taken = taken->second, .state = leases_.find(batch.shard)});
    }
    if (done.empty()) return {};
    if (auto acknowledged = finisher_.acknowledge(done, now); !acknowledged)
        return acknowledged.error();
    for (const Batch& batch : batches) out_.erase(batch.shard);
    return {};
}

// Without the lease, the next holder has it or will have it, with the attempt counted.
Result<void> RedisCommentConsumer::put_back(const Batch& batch,
                                            Timestamp now,
                                            std::chrono::milliseconds delay) {
    const RedisShard* const state = leases_.find(batch.shard);
    if (state != nullptr && !batch.bursts.empty())
        if (auto done = finisher_.put_back(batch, *state, now + delay); !done) return done.error();
    out_.erase(batch.shard);
    return {};
}

Result<void> RedisCommentConsumer::fail(const Batch& batch,
                                        Timestamp now,
                                        const std::string& error) {
    RedisShard* const state = leases_.find(batch.shard);
    if (state != nullptr && !batch.bursts.empty())
        if (auto done = finisher_.fail(batch, *state, now, error); !done) return done.error();
    out_.erase(batch.shard);
    return {};
}

Result<void> RedisCommentConsumer::release() {
    out_.clear();
    idle_.clear();
    return leases_.release();
}

}  // namespace tts
