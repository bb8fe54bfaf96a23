#include "adapters/redis/redis_comment_queue.hpp"

#include "adapters/redis/redis_address.hpp"
#include "adapters/redis/redis_comment_consumer.hpp"
#include "adapters/redis/redis_comment_producer.hpp"
#include "adapters/redis/redis_dead_letters.hpp"
#include "adapters/redis/redis_queue_keeper.hpp"

#include <utility>
#include <vector>

namespace tts {

namespace {

class RedisCommentQueue : public CommentQueue {
public:
    RedisCommentQueue(std::vector<RedisAddress> addresses, RedisQueueSettings settings)
        : addresses_(std::move(addresses)), settings_(std::move(settings)) {}

    Result<std::unique_ptr<CommentProducer>> producer() override {
        return std::make_unique<RedisCommentProducer>(connection(), settings_.queue);
    }

    Result<std::unique_ptr<CommentConsumer>> consumer(const std::string& worker) override {
        return std::make_unique<RedisCommentConsumer>(connection(), settings_.queue, worker);
    }

    Result<std::unique_ptr<QueueKeeper>> keeper() override {
        const RedisQueueKeeper::Options options{.accept_volatile = settings_.accept_volatile};
        return std::make_unique<RedisQueueKeeper>(connection(), settings_.queue, options);
    }

    Result<std::unique_ptr<DeadLetters>> dead_letters() override {
        return std::make_unique<RedisDeadLetters>(connection(), settings_.queue);
    }

private:
    RedisConnection connection() const { return RedisConnection(addresses_); }

    std::vector<RedisAddress> addresses_;
    RedisQueueSettings settings_;
};

}  // namespace

Result<std::unique_ptr<CommentQueue>> open_redis_comment_queue(const RedisQueueSettings& settings) {
    const auto addresses = RedisAddress::parse(settings.url);
    if (!addresses) return addresses.error();
    return std::make_unique<RedisCommentQueue>(*addresses, settings);
}

}  // namespace tts
