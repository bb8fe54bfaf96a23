#include "adapters/redis/redis_connection.hpp"

#include <utility>

namespace tts {

RedisConnection::RedisConnection(std::vector<RedisAddress> addresses, RedisTimeouts timeouts)
    : timeouts_(timeouts), link_(addresses.at(0), timeouts) {
    if (addresses.size() > 1)
        cluster_ = std::make_unique<RedisCluster>(std::move(addresses), timeouts);
}

Result<std::vector<RedisReply>> RedisConnection::send(const RedisCommands& commands) {
    if (commands.empty()) return std::vector<RedisReply>();
    if (auto ready = ensure_ready(); !ready) return ready.error();
    if (cluster_) return cluster_->send(commands);
    return link_.exchange(commands);
}

Result<std::vector<RedisReply>> RedisConnection::send_all(const RedisCommands& commands) {
    auto replies = send(commands);
    if (!replies) return replies.error();
    for (const RedisReply& reply : *replies)
        if (reply.is_error()) return reply.error();
    return replies;
}

Result<RedisReply> RedisConnection::send(std::initializer_list<std::string_view> arguments) {
    RedisCommands commands;
    commands.add(arguments);
    auto replies = send_all(commands);
    if (!replies) return replies.error();
    return std::move(replies->front());
}

Result<std::vector<std::string>> RedisConnection::masters() {
    if (auto ready = ensure_ready(); !ready) return ready.error();
    if (cluster_) return cluster_->masters();
    return std::vector<std::string>{link_.address().endpoint()};
}

Result<std::vector<RedisReply>> RedisConnection::send_to(const std::string& master,
                                                         const RedisCommands& commands) {
    if (auto ready = ensure_ready(); !ready) return ready.error();
    if (cluster_) return cluster_->send_to(master, commands);
    return link_.exchange(commands);
}

Result<void> RedisConnection::ensure_ready() {
    if (cluster_) return {};
    if (auto connected = link_.ensure_connected(); !connected) return connected.error();
    if (!link_.is_in_cluster()) return {};
    cluster_ = std::make_unique<RedisCluster>(std::vector{link_.address()}, timeouts_);
    link_ = RedisLink(link_.address(), timeouts_);  // Hangs up.
    return {};
}

}  // namespace tts
