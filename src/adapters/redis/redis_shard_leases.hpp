#pragma once

#include "adapters/redis/redis_connection.hpp"
#include "adapters/redis/redis_shard.hpp"
#include "ports/comment_queue.hpp"

#include <map>
#include <set>

namespace tts {

// The shards that one worker holds: a key for each, with a time to live, and a sorted set of all
// workers that live, from which each knows its fair share. Every call costs a fixed number of round
// trips.
class RedisShardLeases {
public:
    RedisShardLeases(RedisConnection& redis, const QueueSettings& settings, std::string token);

    // Shards in `busy` have a batch out: they are not given up, unless they are lost already.
    Result<LeaseChange> balance(Timestamp now, const std::set<int>& busy);
    Result<void> release();

    // Nothing if the shard is not leased, or was not renewed in time.
    RedisShard* find(int shard);

private:
    struct Plan {
        std::vector<int> renewed;
        std::vector<int> wanted;  // Free ones, as many as the fair share allows.
        std::vector<int> surplus;
    };

    Result<Plan> plan(Timestamp now, const std::set<int>& busy);
    Result<std::set<int>> carry_out(const Plan& plan);
    Result<void> load(const std::vector<int>& gained);
    Result<void> blame_batches_that_were_out(const std::vector<int>& gained);

    RedisConnection& redis_;
    QueueSettings settings_;
    std::string token_;
    std::map<int, RedisShard> held_;
};

}  // namespace tts
