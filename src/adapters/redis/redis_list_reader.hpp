#pragma once

#include "adapters/redis/queue_entry.hpp"
#include "adapters/redis/redis_connection.hpp"
#include "adapters/redis/redis_list_adoption.hpp"
#include "adapters/redis/redis_shard.hpp"
#include "ports/comment_queue.hpp"

#include <map>
#include <span>

namespace tts {

// The entries of a list that are to be processed, by comment, oldest first. A comment whose append
// was repeated has several entries.
struct PendingList {
    std::string name;
    std::map<CommentId, Comment> comments;
    std::multimap<CommentId, std::string> entries;
    std::size_t length = 0;  // Of the list, with what lingers; as far as it was read.
};

// Reads the due lists of shards.
class RedisListReader {
public:
    RedisListReader(RedisConnection& redis, const QueueSettings& settings);

    // One PendingList for each of the lists; those that are deleted, no lists, or hold nothing for
    // their shard are empty. Removes the entries that have lingered, adopts what outsiders wrote.
    Result<std::vector<PendingList>> read(std::span<const ListOfShard> lists, Timestamp now);

private:
    // The raw entries of the lists.
    Result<std::vector<std::vector<std::string>>> fetch(std::span<const ListOfShard> lists,
                                                        Timestamp now);
    // False if the list has entries that must be adopted first.
    bool understand(const ListOfShard& list,
                    const std::vector<std::string>& entries,
                    PendingList& pending);

    RedisConnection& redis_;
    QueueSettings settings_;
    QueueEntryReader reader_;
    RedisListAdoption adoption_;
};

}  // namespace tts
