#pragma once

#include "adapters/redis/queue_entry.hpp"
#include "adapters/redis/redis_connection.hpp"
#include "adapters/redis/redis_shard.hpp"
#include "ports/comment_queue.hpp"

#include <map>
#include <span>

namespace tts {

// Decides when the lists of a shard are looked at next, once their processed entries are dealt
// with.
class RedisListSchedule {
public:
    RedisListSchedule(RedisConnection& redis, const QueueSettings& settings);

    // Sends `removals` first, then takes the lists off the schedule, or moves them to the time when
    // their first lingering entry goes. A list that has unprocessed entries all the same - they
    // were pushed while its batch was out - is scheduled for those. Returns the earliest new time
    // of each shard that has one.
    Result<std::map<int, Timestamp>> update(std::span<const ListOfShard> lists,
                                            RedisCommands removals,
                                            Timestamp now);

private:
    struct Unprocessed {
        int shard = 0;
        Timestamp due;
        std::string list;
    };

    Result<std::vector<Unprocessed>> find_unprocessed(std::span<const ListOfShard> lists,
                                                      Timestamp now);
    std::optional<Unprocessed> unprocessed(const Unprocessed& unread,
                                           std::string_view entry,
                                           const LingeringEntries& lingering);

    RedisConnection& redis_;
    QueueSettings settings_;
    QueueEntryReader reader_;
};

}  // namespace tts
