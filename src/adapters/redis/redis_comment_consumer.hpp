#pragma once

#include "adapters/redis/redis_batch_finisher.hpp"
#include "adapters/redis/redis_connection.hpp"
#include "adapters/redis/redis_due_heads.hpp"
#include "adapters/redis/redis_list_reader.hpp"
#include "adapters/redis/redis_list_schedule.hpp"
#include "adapters/redis/redis_shard_leases.hpp"
#include "ports/comment_queue.hpp"

#include <map>
#include <set>

namespace tts {

// Takes batches with a fixed number of round trips each. The order of arrival across lists comes
// from the schedule: a list is due a fixed time after its first comment.
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
    Result<void> acknowledge(const Batch& batch, Timestamp now) override;
    Result<void> put_back(const Batch& batch,
                          Timestamp now,
                          std::chrono::milliseconds delay) override;
    Result<void> fail(const Batch& batch, Timestamp now, const std::string& error) override;
    Result<void> release() override;

private:
    struct DueLists;
    class BatchDraft;

    Result<DueLists> read_due(int shard, const RedisShard& state, Timestamp now);
    Result<void> sort_out(PendingList& list, RedisShard& state, BatchDraft& draft, Timestamp now);
    Result<void> send_out(const Batch& batch, const BatchDraft& draft);

    RedisConnection redis_;
    QueueSettings settings_;
    RedisShardLeases leases_;
    RedisDueHeads heads_;
    RedisListReader reader_;
    RedisListSchedule schedule_;
    RedisBatchFinisher finisher_;
    std::map<int, TakenEntries> out_;  // By shard.
    std::set<int> idle_;               // Shards that had nothing due when they were last looked at.
};

}  // namespace tts
