#pragma once

#include "adapters/redis/redis_cluster.hpp"
#include "adapters/redis/redis_link.hpp"

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

namespace tts {

// The way to Redis, whether it is one server or a cluster. An instance belongs to one thread.
class RedisConnection {
public:
    // Several addresses are nodes of one cluster, any of which may be away. A single one may be a
    // server or a node: it is asked when it is first reached.
    explicit RedisConnection(std::vector<RedisAddress> addresses, RedisTimeouts timeouts = {});

    // Sends the commands together and reads one reply for each, in order. Errc::unavailable if a
    // server cannot be reached, refuses us, or broke off: then some of the commands may have been
    // executed. While the server is away, attempts within the pause fail at once. Commands for one
    // key are executed in their order, those for several keys of a cluster in any, unless
    // RedisCommands::then() stands between them. No command may name keys of several slots.
    Result<std::vector<RedisReply>> send(const RedisCommands& commands);

    // Likewise, but an error reply to any of the commands is the result.
    Result<std::vector<RedisReply>> send_all(const RedisCommands& commands);

    // One command; its error reply is the result.
    Result<RedisReply> send(std::initializer_list<std::string_view> arguments);

    // The servers among which the keys are shared out, as "host:port", sorted.
    Result<std::vector<std::string>> masters();

    // Likewise, but to this one of the masters, for commands that name no key. Errc::unavailable if
    // it is none any more.
    Result<std::vector<RedisReply>> send_to(const std::string& master,
                                            const RedisCommands& commands);

private:
    // Connects to the single server and finds out whether it is one of many.
    Result<void> ensure_ready();

    RedisTimeouts timeouts_;
    RedisLink link_;                         // Unused once there is a cluster.
    std::unique_ptr<RedisCluster> cluster_;  // Null: one server.
};

}  // namespace tts
