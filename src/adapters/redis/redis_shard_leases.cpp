#include "adapters/redis/redis_shard_leases.hpp"

#include "adapters/redis/redis_lease_scripts.hpp"
#include "adapters/redis/redis_names.hpp"
#include "adapters/redis/text_list.hpp"

#include <algorithm>
#include <functional>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;

// A worker that did not say for this long that it lives is forgotten.
constexpr std::chrono::minutes worker_memory{10};

std::string text_of(std::chrono::milliseconds duration) {
    return std::to_string(duration.count());
}

}  // namespace

RedisShardLeases::RedisShardLeases(RedisConnection& redis,
                                   const QueueSettings& settings,
                                   std::string token)
    : redis_(redis), settings_(settings), token_(std::move(token)) {}

Result<LeaseChange> RedisShardLeases::balance(Timestamp now, const std::set<int>& busy) {
    // The server starts to count later than we do, so that we stop before anyone else may begin.
    const auto asked_at = Clock::now();
    const auto leased_until = asked_at + settings_.lease_time;
    const auto planned = plan(now, busy);
    if (!planned) return planned.error();
    // If the answer to giving them up is lost, we must not go on working on them.
    for (const int shard : planned->surplus)
        if (held_.contains(shard)) held_[shard].leased_until = {};
    const auto ours = carry_out(*planned);
    if (!ours) return ours.error();

    LeaseChange change;
    for (auto each = held_.begin(); each != held_.end();) {
        // One that we renewed too late is lost and gained, even if nobody took it in between:
        // find() has denied it, so the worker may have given it up.
        const bool kept =
            ours->contains(each->first) && each->second.leased_until > asked_at &&
            std::count(planned->renewed.begin(), planned->renewed.end(), each->first) != 0;
        if (kept) {
            each->second.leased_until = leased_until;
            ++each;
        } else {
            change.lost.push_back(each->first);
            each = held_.erase(each);
        }
    }
    for (const int shard : *ours)
        if (!held_.contains(shard)) change.gained.push_back(shard);
    // On an error we hold leases without working on them; the next call gains them again.
    if (auto loaded = load(change.gained); !loaded) {
        if (change.lost.empty()) return loaded.error();
        change.gained.clear();
    }
    for (const int shard : change.gained) held_[shard].leased_until = leased_until;
    return change;
}

// First round trip: who lives, and who holds what.
Result<RedisShardLeases::Plan> RedisShardLeases::plan(Timestamp now, const std::set<int>& busy) {
    const std::string now_text = std::to_string(to_unix_ms(now));
    RedisCommands commands;
    commands.add({"ZADD", redis_names::workers,
                  std::to_string(to_unix_ms(now + settings_.lease_time)), token_});
    commands.add({"ZREMRANGEBYSCORE", redis_names::workers, "-inf",
                  std::to_string(to_unix_ms(now - worker_memory))});
    commands.add({"ZCOUNT", redis_names::workers, now_text, "+inf"});
    for (int shard = 0; shard < settings_.shards; ++shard)
        commands.add({"GET", redis_names::lease(shard)});
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    const auto live = std::max<std::int64_t>((*replies)[2].integer(), 1);
    const auto fair = static_cast<std::size_t>((settings_.shards + live - 1) / live);
    Plan result;
    std::vector<int> idle;
    std::vector<int> free;
    // Everyone begins elsewhere, so that workers that start together do not race for the same ones.
    const auto offset = static_cast<int>(std::hash<std::string>()(token_) %
                                         static_cast<std::size_t>(settings_.shards));
    for (int i = 0; i < settings_.shards; ++i) {
        const int shard = (offset + i) % settings_.shards;
        const RedisReply& holder = (*replies)[3 + static_cast<std::size_t>(shard)];
        if (holder.is_nil()) free.push_back(shard);
        if (holder.text() != token_) continue;
        // One that we hold without knowing it was not loaded; renewing it gains it.
        (busy.contains(shard) ? result.renewed : idle).push_back(shard);
    }
    for (const int shard : idle)
        (result.renewed.size() < fair ? result.renewed : result.surplus).push_back(shard);
    for (const int shard : free)
        if (result.renewed.size() + result.wanted.size() < fair) result.wanted.push_back(shard);
    return result;
}

// Second round trip. Returns the shards that are ours afterwards.
Result<std::set<int>> RedisShardLeases::carry_out(const Plan& plan) {
    const std::string lease_time = text_of(settings_.lease_time);
    RedisCommands commands;
    for (const int shard : plan.renewed)
        commands.add(
            {"EVAL", renew_lease_script, "1", redis_names::lease(shard), token_, lease_time});
    for (const int shard : plan.wanted)
        commands.add({"SET", redis_names::lease(shard), token_, "NX", "PX", lease_time});
    for (const int shard : plan.surplus)
        commands.add({"EVAL", release_lease_script, "1", redis_names::lease(shard), token_});
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    std::set<int> ours;
    std::size_t at = 0;
    for (const int shard : plan.renewed)
        if ((*replies)[at++].integer() == 1) ours.insert(shard);
    for (const int shard : plan.wanted)
        if (!(*replies)[at++].is_nil()) ours.insert(shard);
    return ours;
}

// Reads what earlier holders knew of the shards.
Result<void> RedisShardLeases::load(const std::vector<int>& gained) {
    if (gained.empty()) return {};
    if (auto blamed = blame_batches_that_were_out(gained); !blamed) return blamed.error();
    RedisCommands commands;
    for (const int shard : gained) {
        commands.add({"HGETALL", redis_names::attempts(shard)});
        commands.add({"HGETALL", redis_names::errors(shard)});
    }
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();

    for (std::size_t i = 0; i < gained.size(); ++i) {
        RedisShard shard;
        const auto attempts = (*replies)[2 * i].texts();
        const auto errors = (*replies)[2 * i + 1].texts();
        for (std::size_t j = 0; j + 1 < attempts.size(); j += 2)
            shard.failures[attempts[j]].attempts = std::atoi(attempts[j + 1].c_str());
        for (std::size_t j = 0; j + 1 < errors.size(); j += 2) {
            const auto failed = shard.failures.find(errors[j]);
            if (failed != shard.failures.end()) failed->second.error = errors[j + 1];
        }
        held_[gained[i]] = std::move(shard);
    }
    return {};
}

// A batch that is still out when its shard changes hands died with its worker, and may be what
// killed it.
Result<void> RedisShardLeases::blame_batches_that_were_out(const std::vector<int>& gained) {
    RedisCommands reads;
    for (const int shard : gained) reads.add({"GET", redis_names::inflight(shard)});
    const auto out = redis_.send_all(reads);
    if (!out) return out.error();

    const std::string now_text = std::to_string(to_unix_ms(tts::now()));
    RedisCommands writes;
    for (std::size_t i = 0; i < gained.size(); ++i) {
        if ((*out)[i].is_nil()) continue;
        for (const std::string& list : parse_text_list((*out)[i].text())) {
            writes.add({"HINCRBY", redis_names::attempts(gained[i]), list, "1"});
            // Lists that failed are looked for among the due ones only.
            writes.add({"ZADD", redis_names::due(gained[i]), "NX", now_text, list});
            writes.add({"ZREM", redis_names::later(gained[i]), list});
        }
        writes.add({"DEL", redis_names::inflight(gained[i])});
    }
    const auto written = redis_.send_all(writes);
    if (!written) return written.error();
    return {};
}

Result<void> RedisShardLeases::release() {
    RedisCommands commands;
    for (const auto& [shard, state] : held_)
        commands.add({"EVAL", release_lease_script, "1", redis_names::lease(shard), token_});
    commands.add({"ZREM", redis_names::workers, token_});
    held_.clear();
    const auto replies = redis_.send_all(commands);
    if (!replies) return replies.error();
    return {};
}

RedisShard* RedisShardLeases::find(int shard) {
    const auto found = held_.find(shard);
    if (found == held_.end() || Clock::now() >= found->second.leased_until) return nullptr;
    return &found->second;
}

}  // namespace tts
