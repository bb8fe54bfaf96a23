#pragma once

#include "ports/comment_queue.hpp"

namespace tts {

struct RedisQueueSettings {
    std::string url;  // As RedisAddress::parse() understands it.
    QueueSettings queue{};
    bool accept_volatile = false;  // Keeper: do not insist on durability; for trying things out.
};

// The queue of the distributed mode, on Redis 6.2 or later, one server or a cluster. Errc::invalid
// if the URL is none. The server may be away: each part connects when it is first used, and answers
// Errc::unavailable until it can.
Result<std::unique_ptr<CommentQueue>> open_redis_comment_queue(const RedisQueueSettings& settings);

}  // namespace tts
