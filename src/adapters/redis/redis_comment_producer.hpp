#pragma once

#include "adapters/redis/redis_connection.hpp"
#include "ports/comment_queue.hpp"

#include <unordered_map>

namespace tts {

// Writes comments with a fixed number of round trips for a batch.
class RedisCommentProducer : public CommentProducer {
public:
    RedisCommentProducer(RedisConnection redis, const QueueSettings& settings);

    Result<std::vector<Appended>> append(std::span<const Comment> comments) override;

private:
    struct Draft;  // A batch on its way.

    Result<void> recognise_duplicates(Draft& draft);
    Result<void> push(const Draft& draft);
    Result<std::vector<std::string>> push_once(const Draft& draft);
    Result<void> move_aside(const std::vector<std::string>& lists);
    void remember_message_ids(Draft& draft);
    void yield_to_earlier(Draft& draft, const std::vector<std::size_t>& beaten);

    RedisConnection redis_;
    QueueSettings settings_;
    std::string list_time_to_live_;
    std::string duplicate_memory_;
};

}  // namespace tts
