#pragma once

#include "adapters/redis/redis_comment_queue.hpp"
#include "contract/comment_queue_fixture.hpp"
#include "support/redis_client.hpp"
#include "support/redis_server.hpp"

namespace tts {

// As if the time that the server counts for them were over.
inline void end_redis_leases(test::RedisClient redis) {
    for (const std::string& lease : redis.command({"KEYS", "chat:lease:*"}))
        redis.command({"DEL", lease});
}

class RedisQueueWorld : public QueueWorld {
public:
    std::unique_ptr<CommentQueue> open(const QueueSettings& settings) override {
        return open_redis_comment_queue({.url = server.url(), .queue = settings}).value();
    }

    void end_leases() override { end_redis_leases(test::RedisClient(server.port())); }

    // Nothing kills this server, so it need not wait for the disk.
    test::RedisServer server{{"--appendfsync", "everysec"}};
};

}  // namespace tts
