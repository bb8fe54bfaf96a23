#pragma once

#include "contract/redis_queue_world.hpp"
#include "support/redis_cluster.hpp"

namespace tts {

// One cluster for all tests of the program, because it takes seconds to start; each test finds it
// empty.
class RedisClusterWorld : public QueueWorld {
public:
    RedisClusterWorld() { cluster().empty(); }

    std::unique_ptr<CommentQueue> open(const QueueSettings& settings) override {
        return open_redis_comment_queue({.url = cluster().url(), .queue = settings}).value();
    }

    void end_leases() override {
        for (std::size_t i = 0; i < test::RedisCluster::masters; ++i)
            end_redis_leases(cluster().client(i));
    }

    static test::RedisCluster& cluster() {
        static test::RedisCluster cluster;
        return cluster;
    }
};

}  // namespace tts
