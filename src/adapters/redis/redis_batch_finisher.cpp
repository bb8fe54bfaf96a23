#include "adapters/redis/redis_batch_finisher.hpp"

#include "adapters/redis/redis_names.hpp"

#include <algorithm>

namespace tts {

namespace {

// Attempts that fail are repeated more and more slowly, so that five of them outlast a hiccup.
std::chrono::milliseconds pause_after(int attempts) {
    constexpr std::chrono::milliseconds first{500};
    constexpr int doublings_max = 6;
    return first * (1 << std::clamp(attempts - 1, 0, doublings_max));
}

}  // namespace

std::vector<std::string> lists_of(const Batch& batch) {
    std::vector<std::string> lists;
    for (const Burst& burst : batch.bursts)
        lists.push_back(queue_name(burst.streamer, burst.client));
    std::sort(lists.begin(), lists.end());
    lists.erase(std::unique(lists.begin(), lists.end()), lists.end());
    return lists;
}

RedisBatchFinisher::RedisBatchFinisher(RedisConnection& redis, const QueueSettings& settings)
    : redis_(redis), settings_(settings), schedule_(redis, settings) {}

// A comment leaves its list at once if it is old enough or nobody would remember to remove it.
void RedisBatchFinisher::clear(const Comment& comment,
                               const TakenEntries::value_type& taken,
                               const Clearing& clearing) const {
    const auto& [list, entries] = taken;
    const auto remove_at = std::min(comment.arrived_at(), clearing.now) + settings_.linger;
    const bool lingers = clearing.state != nullptr && remove_at > clearing.now;
    // A repeated acknowledgement, after an error, finds it lingering already.
    if (lingers && clearing.state->lingering_of(list).contains(comment.id)) return;
    const auto [first, last] = entries.equal_range(comment.id);
    for (auto each = first; each != last; ++each) {
        if (lingers)
            clearing.state->lingering[list].emplace(
                comment.id, LingeringEntry{.text = each->second, .remove_at = remove_at});
        else
            clearing.removals.add({"LREM", list, "1", each->second});
    }
}

void RedisBatchFinisher::clear(const Done& done, RedisCommands& removals, Timestamp now) const {
    for (const Burst& burst : done.batch.bursts) {
        const auto entries = done.taken.find(queue_name(burst.streamer, burst.client));
        if (entries == done.taken.end()) continue;
        for (const Comment& comment : burst.comments)
            clear(comment, *entries, {.state = done.state, .removals = removals, .now = now});
    }
}

namespace {

// The lists of the batch begin anew: nothing of what failed counts any more.
void forgive(const RedisBatchFinisher::Done& done,
             RedisCommands& removals,
             std::vector<ListOfShard>& lists) {
    const int shard = done.batch.shard;
    for (std::string& list : lists_of(done.batch)) {
        if (done.state->attempts(list) > 0) {
            removals.add({"HDEL", redis_names::attempts(shard), list});
            removals.add({"HDEL", redis_names::errors(shard), list});
        }
        lists.push_back({.shard = shard, .state = done.state, .name = std::move(list)});
    }
    removals.add({"DEL", redis_names::inflight(shard)});
}

}  // namespace

Result<void> RedisBatchFinisher::acknowledge(std::span<const Done> batches, Timestamp now) {
    RedisCommands removals;
    std::vector<ListOfShard> lists;
    for (const Done& done : batches) {
        clear(done, removals, now);
        if (done.state == nullptr) continue;
        forgive(done, removals, lists);
    }
    const auto updated = schedule_.update(lists, std::move(removals), now);
    if (!updated) return updated.error();
    for (const ListOfShard& list : lists) list.state->failures.erase(list.name);
    return {};
}

void schedule_again(RedisCommands& commands, const NextTry& next) {
    commands.add(
        {"ZADD", redis_names::due(next.shard), std::to_string(to_unix_ms(next.due)), next.list});
    if (next.state.has_later) commands.add({"ZREM", redis_names::later(next.shard), next.list});
}

Result<void> RedisBatchFinisher::put_back(const Batch& batch,
                                          const RedisShard& state,
                                          Timestamp due) {
    RedisCommands commands;
    for (const std::string& list : lists_of(batch))
        schedule_again(commands, {.shard = batch.shard, .state = state, .list = list, .due = due});
    commands.add({"DEL", redis_names::inflight(batch.shard)});
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    return {};
}

Result<void> RedisBatchFinisher::fail(const Batch& batch,
                                      RedisShard& state,
                                      Timestamp now,
                                      const std::string& error) {
    const auto lists = lists_of(batch);
    RedisCommands commands;
    for (const std::string& list : lists) {
        const auto due = now + pause_after(state.attempts(list) + 1);
        commands.add({"HINCRBY", redis_names::attempts(batch.shard), list, "1"});
        commands.add({"HSET", redis_names::errors(batch.shard), list, error});
        schedule_again(commands, {.shard = batch.shard, .state = state, .list = list, .due = due});
    }
    commands.add({"DEL", redis_names::inflight(batch.shard)});
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    for (const std::string& list : lists) {
        ListFailures& failures = state.failures[list];
        ++failures.attempts;
        failures.error = error;
    }
    return {};
}

}  // namespace tts
