#pragma once

#include "adapters/redis/redis_comment_queue.hpp"
#include "contract/comment_queue_fixture.hpp"
#include "support/redis_server.hpp"

namespace tts {

class RedisQueueWorld : public QueueWorld {
public:
    std::unique_ptr<CommentQueue> open(const QueueSettings& settings) override {
        return open_redis_comment_queue({.url = server.url(), .queue = settings}).value();
    }

    // Nothing kills this server, so it need not wait for the disk.
    test::RedisServer server{{"--appendfsync", "everysec"}};
};

}  // namespace tts
