#pragma once

#include "adapters/redis/redis_connection.hpp"
#include "adapters/redis/redis_list_reader.hpp"
#include "ports/comment_queue.hpp"

namespace tts {

class RedisDeadLetters : public DeadLetters {
public:
    RedisDeadLetters(RedisConnection redis, const QueueSettings& settings);

    Result<std::vector<DeadLetter>> list(std::size_t limit) override;
    Result<DeadLetter> find(const CommentId& id) override;
    Result<void> replay(const CommentId& id, Timestamp now) override;
    Result<void> drop(const CommentId& id) override;

private:
    RedisConnection redis_;
    QueueSettings settings_;
};

// Moves the oldest comment of a list that failed too often to the dead letters and forgets the
// list's failures; `pending` keeps the others.
Result<void> bury_first(
    RedisConnection& redis, int shard, RedisShard& state, PendingList& pending, Timestamp now);

}  // namespace tts
