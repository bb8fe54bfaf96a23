#pragma once

#include "adapters/redis/queue_entry.hpp"
#include "adapters/redis/redis_connection.hpp"
#include "ports/comment_queue.hpp"

namespace tts {

// Makes entries that outside producers wrote into ours: each gets an id, in its place in the list,
// and goes to the audit stream. What cannot be processed goes to quarantine.
class RedisListAdoption {
public:
    struct Options {
        // Also add comments that have an id to the stream: a list without a schedule was left by a
        // writer that died halfway.
        bool heal_stream = false;
    };

    RedisListAdoption(RedisConnection& redis, const QueueSettings& settings);

    // `entries` are the first ones of the list. Returns its comments that can be processed now,
    // those that had an id included.
    Result<std::vector<Comment>> adopt(const std::string& list,
                                       const std::vector<std::string>& entries,
                                       Options options);

private:
    struct Stranger {
        Comment comment;
        std::size_t index = 0;
        std::string_view entry;
    };
    struct Misfit {
        std::string_view entry;
        std::string reason;
    };

    Result<std::vector<Comment>> stamp(const std::string& list, std::vector<Stranger> strangers);
    Result<void> heal(const std::vector<Comment>& comments);
    Result<void> remove(const std::string& list, const std::vector<Misfit>& misfits);

    RedisConnection& redis_;
    QueueEntryReader reader_;
    std::string list_time_to_live_;
};

}  // namespace tts
