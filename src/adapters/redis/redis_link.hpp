#pragma once

#include "adapters/redis/redis_address.hpp"
#include "adapters/redis/redis_commands.hpp"
#include "adapters/redis/redis_reply.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct redisContext;

namespace tts {

struct RedisTimeouts {
    std::chrono::milliseconds connect{2'000};
    std::chrono::milliseconds answer{5'000};         // For the socket to move at all.
    std::chrono::milliseconds reconnect_min{50};     // Pause after the first failed attempt...
    std::chrono::milliseconds reconnect_max{2'000};  // ... doubled up to this one.
};

// A connection to one server, that is made when it is first needed, and again after it broke. An
// instance belongs to one thread.
class RedisLink {
public:
    RedisLink(RedisAddress address, RedisTimeouts timeouts);
    ~RedisLink();
    RedisLink(RedisLink&&) noexcept;
    RedisLink& operator=(RedisLink&&) noexcept;

    const RedisAddress& address() const { return address_; }

    // Errc::unavailable if the server cannot be reached or refuses us. While it is away, attempts
    // within the pause fail at once.
    Result<void> ensure_connected();

    bool is_connected() const { return context_ != nullptr; }

    // Whether the server belongs to a cluster, as far as it tells us. Known once connected.
    bool is_in_cluster() const { return is_in_cluster_; }

    // Sends the commands together and reads one reply for each, in order. Only while connected.
    // Errc::unavailable if the server broke off: then some of them may have been executed.
    Result<std::vector<RedisReply>> exchange(const RedisCommands& commands);

    // The halves of exchange(), so that several servers work at the same time. After an error of
    // either it is not connected any more.
    Result<void> write(std::string_view commands);
    Result<RedisReply> read();

private:
    using Clock = std::chrono::steady_clock;
    struct Free {
        void operator()(redisContext* context) const;
    };

    Result<void> connect();
    Result<void> introduce();
    bool was_closed_by_peer() const;
    Error broken();

    RedisAddress address_;
    RedisTimeouts timeouts_;
    std::unique_ptr<redisContext, Free> context_;
    bool is_in_cluster_ = false;
    std::chrono::milliseconds pause_{0};
    Clock::time_point next_attempt_;
    std::string last_failure_;
};

}  // namespace tts
