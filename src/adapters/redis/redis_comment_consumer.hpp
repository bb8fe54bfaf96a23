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
    std::vector<Result<Batch>> take_all(std::span<const int> shards, Timestamp now) override;
    Result<void> acknowledge(const Batch& batch, Timestamp now) override;
    Result<void> acknowledge_all(std::span<const Batch> batches, Timestamp now) override;
    Result<void> put_back(const Batch& batch,
                          Timestamp now,
                          std::chrono::milliseconds delay) override;
    Result<void> fail(const Batch& batch, Timestamp now, const std::string& error) override;
    Result<void> release() override;

private:
    class BatchDraft;
    struct Taking;  // A shard that batches are taken from.

    Result<std::vector<Batch>> take_together(std::span<const int> shards, Timestamp now);
    Result<bool> may_be_due(int shard, Timestamp now, Batch& empty);
    Result<void> read_due(std::vector<Taking>& takings, Timestamp now);
    Result<void> read_lists(std::vector<Taking>& takings, Timestamp now);
    Result<void> sort_out(PendingList& list, Taking& taking, Timestamp now);
    Result<void> reschedule_idle(std::vector<Taking>& takings, Timestamp now);
    Result<void> send_out(const std::vector<Taking>& takings);

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
