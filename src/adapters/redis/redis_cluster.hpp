#pragma once

#include "adapters/redis/redis_link.hpp"
#include "adapters/redis/redis_slots.hpp"

#include <array>
#include <chrono>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tts {

// The masters of a Redis cluster, each with a connection: sends every command to the one that has
// its key, and follows keys that move. The map of who has what is read from any node that answers,
// again whenever something contradicts it. An instance belongs to one thread.
class RedisCluster {
public:
    // Some nodes of the cluster, at least one. All nodes take the same user and password.
    RedisCluster(std::vector<RedisAddress> seeds, RedisTimeouts timeouts);

    // As RedisConnection's.
    Result<std::vector<RedisReply>> send(const RedisCommands& commands);
    Result<std::vector<std::string>> masters();
    Result<std::vector<RedisReply>> send_to(const std::string& master,
                                            const RedisCommands& commands);

private:
    using Clock = std::chrono::steady_clock;
    using Replies = std::vector<RedisReply>;

    // A command on its way to a node.
    struct Errand {
        std::size_t index = 0;  // Of the command and of its reply.
        RedisLink* link = nullptr;
        bool asking = false;  // The key is about to move there: the node must be told that we know.
    };

    Result<void> read_map_if_needed();
    Result<void> read_map_from(RedisLink& link);
    std::vector<RedisLink*> those_to_ask();

    // Of the commands from `first` to before `last`.
    Result<std::vector<Errand>> errands_of(std::span<const RoutedCommand> commands,
                                           std::size_t first,
                                           std::size_t last);
    Result<void> run(std::vector<Errand> errands,
                     std::span<const RoutedCommand> commands,
                     Replies& replies);
    Result<void> exchange(std::span<const Errand> errands,
                          std::span<const RoutedCommand> commands,
                          Replies& replies);
    std::vector<Errand> redirected(std::span<const Errand> errands, const Replies& replies);

    RedisLink& link_to(const std::string& host, int port);

    std::vector<RedisAddress> seeds_;
    RedisTimeouts timeouts_;
    std::map<std::string, std::unique_ptr<RedisLink>> links_;  // By endpoint.
    std::array<RedisLink*, redis_slots> owners_{};             // Null: nobody, as far as we know.
    bool is_map_stale_ = true;
    Clock::time_point next_map_;  // Not before.
};

}  // namespace tts
