#pragma once

#include "adapters/redis/redis_connection.hpp"
#include "core/timestamp.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <set>

namespace tts {

// When the first list of a shard is due. A worker looks at its idle shards one after the other, so
// one round trip reads all of them: the others are answered from it, each once, within a few
// milliseconds.
class RedisDueHeads {
public:
    explicit RedisDueHeads(RedisConnection& redis) : redis_(redis) {}

    // Nothing if the schedule of the shard is empty. `shards` are those worth reading along.
    Result<std::optional<Timestamp>> look(int shard, const std::set<int>& shards);

private:
    using Clock = std::chrono::steady_clock;

    Result<void> read(const std::set<int>& shards);

    RedisConnection& redis_;
    std::map<int, std::optional<Timestamp>> heads_;  // Not yet asked for.
    Clock::time_point read_at_;
};

}  // namespace tts
