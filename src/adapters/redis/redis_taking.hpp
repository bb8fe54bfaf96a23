#pragma once

#include "adapters/redis/redis_batch_finisher.hpp"
#include "adapters/redis/redis_list_reader.hpp"
#include "adapters/redis/redis_shard.hpp"
#include "ports/comment_queue.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tts {

// A due list that was read, before it is known whether it comes into the batch.
struct DraftedList {
    std::string name;
    std::vector<Burst> bursts;  // Several if names with a ':' share the list.
    std::multimap<CommentId, std::string> entries;
    std::size_t comments = 0;
    std::size_t length = 0;  // Of the list in Redis.
    bool may_wait = false;   // All that is to be done is to store it.
    bool is_later = false;   // It was set aside before.
};

// A shard that a batch is taken from.
struct RedisTaking {
    int shard = 0;
    RedisShard* state = nullptr;
    std::size_t place = 0;              // Among the shards that were asked for.
    std::vector<std::string> due = {};  // Lists that may come in one batch, by due time.
    std::size_t read = 0;               // How many of them were read.
    std::size_t later = 0;              // Lists that were set aside before.

    std::vector<DraftedList> drafted = {};
    std::size_t judged = 0;              // How many of the drafted were.
    std::vector<std::string> idle = {};  // Lists with nothing to process.
    std::vector<std::pair<std::string, Timestamp>> postponed = {};
    std::vector<DraftedList> set_aside = {};  // They leave the schedule.

    std::optional<Timestamp> next_due = {};
    Batch batch = {};
    TakenEntries taken = {};

    // Something of the shard falls due then.
    void expect(std::optional<Timestamp> time);

    void draft(PendingList& list, int attempt);

    // Comments of the drafted lists that may wait, or that may not.
    std::size_t drafted_comments(bool may_wait) const;

    struct Bounds {
        std::size_t bursts_max = 0;
        std::size_t comments_max = 0;  // Of those that may not wait, and of the others; the first
        std::size_t waiting_max = 0;   // list is not divided for it.
        Timestamp now;
    };
    // Makes the batch of what was drafted: in order of arrival, as much as fits. Of the rest, what
    // may wait is set aside, and the others stay due.
    void compose(const Bounds& bounds);
};

}  // namespace tts
