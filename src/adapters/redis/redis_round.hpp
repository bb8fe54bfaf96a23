#pragma once

#include "adapters/redis/redis_connection.hpp"
#include "adapters/redis/redis_list_reader.hpp"
#include "adapters/redis/redis_list_schedule.hpp"
#include "adapters/redis/redis_taking.hpp"

#include <span>

namespace tts {

// Takes batches from several shards with a fixed number of round trips. The order of arrival across
// lists comes from the schedule: a list is due a fixed time after its first comment. When more is
// due than the precedence allows, what is due is looked through, and lists that may wait move from
// chat:due to chat:later; a new comment of theirs puts them back into chat:due as well.
class RedisRound {
public:
    RedisRound(RedisConnection& redis, const QueueSettings& settings);

    // Fills the batches of the shards, and writes down that they are out.
    Result<void> take(std::vector<RedisTaking>& takings,
                      Timestamp now,
                      const Precedence& precedence);

private:
    using Counts = std::vector<std::size_t>;

    Result<void> read_due(std::vector<RedisTaking>& takings, Timestamp now, bool looks_through);
    Result<void> read_lists(std::vector<RedisTaking>& takings, const Counts& counts, Timestamp now);
    Result<void> look_through(std::vector<RedisTaking>& takings,
                              Timestamp now,
                              const Precedence& precedence);
    Result<void> read_later(std::vector<RedisTaking>& takings,
                            Timestamp now,
                            std::size_t lists_max);
    Result<void> read(std::span<const ListOfShard> names,
                      std::span<RedisTaking* const> owners,
                      Timestamp now);
    Result<void> sort_out(PendingList& list, RedisTaking& taking, Timestamp now);
    Result<void> reschedule_idle(std::vector<RedisTaking>& takings, Timestamp now);
    Result<void> send_out(const std::vector<RedisTaking>& takings);
    Result<void> look_at_set_aside(const std::vector<RedisTaking>& takings, Timestamp now);

    RedisConnection& redis_;
    QueueSettings settings_;
    RedisListReader reader_;
    RedisListSchedule schedule_;
};

}  // namespace tts
