#pragma once

#include "adapters/redis/redis_batch_finisher.hpp"
#include "adapters/redis/redis_connection.hpp"
#include "adapters/redis/redis_due_heads.hpp"
#include "adapters/redis/redis_round.hpp"
#include "adapters/redis/redis_shard_leases.hpp"
#include "ports/comment_queue.hpp"

#include <map>
#include <set>

namespace tts {

// A worker's side of the queue: holds leases, takes batches from their shards and finishes them.
class RedisCommentConsumer : public CommentConsumer {
public:
    RedisCommentConsumer(RedisConnection redis,
                         const QueueSettings& settings,
                         const std::string& worker);

    // Its parts refer to its connection.
    RedisCommentConsumer(const RedisCommentConsumer&) = delete;
    RedisCommentConsumer& operator=(const RedisCommentConsumer&) = delete;

    Result<LeaseChange> balance(Timestamp now) override;
    Result<Batch> take(int shard, Timestamp now) override;
    std::vector<Result<Batch>> take_all(std::span<const int> shards,
                                        Timestamp now,
                                        const Precedence& precedence) override;
    Result<void> acknowledge(const Batch& batch, Timestamp now) override;
    Result<void> acknowledge_all(std::span<const Batch> batches, Timestamp now) override;
    Result<void> put_back(const Batch& batch,
                          Timestamp now,
                          std::chrono::milliseconds delay) override;
    Result<void> fail(const Batch& batch, Timestamp now, const std::string& error) override;
    Result<void> release() override;

private:
    Result<std::vector<Batch>> take_together(std::span<const int> shards,
                                             Timestamp now,
                                             const Precedence& precedence);
    Result<bool> may_be_due(int shard, Timestamp now, Batch& empty);

    RedisConnection redis_;
    QueueSettings settings_;
    RedisShardLeases leases_;
    RedisDueHeads heads_;
    RedisRound round_;
    RedisBatchFinisher finisher_;
    std::map<int, TakenEntries> out_;  // By shard.
    std::set<int> idle_;               // Shards that had nothing due when they were last looked at.
};

}  // namespace tts
