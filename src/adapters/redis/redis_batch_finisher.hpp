#pragma once

#include "adapters/redis/redis_list_reader.hpp"
#include "adapters/redis/redis_list_schedule.hpp"

#include <span>
#include <unordered_map>

namespace tts {

// The exact entries of a batch that is out, by list and comment.
using TakenEntries = std::unordered_map<std::string, std::multimap<CommentId, std::string>>;

// Ends batches: well, badly, or not at all. A batch whose shard went to another worker meanwhile
// has no state here; then only what is right whoever holds the shard is done.
class RedisBatchFinisher {
public:
    RedisBatchFinisher(RedisConnection& redis, const QueueSettings& settings);

    // A batch that is committed.
    struct Done {
        const Batch& batch;
        const TakenEntries& taken;
        RedisShard* state = nullptr;  // Null: the shard is not ours any more.
    };

    Result<void> acknowledge(std::span<const Done> batches, Timestamp now);
    Result<void> put_back(const Batch& batch, const RedisShard& state, Timestamp due);
    Result<void> fail(const Batch& batch,
                      RedisShard& state,
                      Timestamp now,
                      const std::string& error);

private:
    struct Clearing {
        RedisShard* state = nullptr;  // As above.
        RedisCommands& removals;
        Timestamp now;
    };

    void clear(const Comment& comment,
               const TakenEntries::value_type& taken,
               const Clearing& clearing) const;
    void clear(const Done& done, RedisCommands& removals, Timestamp now) const;

    RedisConnection& redis_;
    QueueSettings settings_;
    RedisListSchedule schedule_;
};

// A list is due again at `due`, and not before, from whichever schedule it was taken.
struct NextTry {
    int shard = 0;
    const RedisShard& state;
    const std::string& list;
    Timestamp due;
};
void schedule_again(RedisCommands& commands, const NextTry& next);

// The names of the lists that the bursts of a batch are from, each once.
std::vector<std::string> lists_of(const Batch& batch);

}  // namespace tts
