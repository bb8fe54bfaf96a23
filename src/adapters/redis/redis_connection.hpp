#pragma once

#include "adapters/redis/redis_address.hpp"

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct redisContext;
struct redisReply;

namespace tts {

// One answer of the server. An error is an answer like any other here: a pipeline goes on after it.
class RedisReply {
public:
    explicit RedisReply(redisReply* reply);  // Takes over what hiredis allocated.

    bool is_nil() const;
    bool is_error() const;
    bool is_wrong_type() const;  // The key holds a value of another type.

    // Errc::unavailable if the server says that it cannot answer now (LOADING, OOM...),
    // Errc::corrupt for every other error. Only for errors.
    Error error() const;

    std::string_view text() const;                // Of a string or a status; empty otherwise.
    std::int64_t integer() const;                 // Of an integer; 0 otherwise.
    std::size_t size() const;                     // Of an array; 0 otherwise.
    RedisReply element(std::size_t index) const;  // A view: valid while this reply lives.
    std::vector<std::string> texts() const;       // Of an array of strings.

private:
    struct Free {
        void operator()(redisReply* reply) const;
    };
    RedisReply() = default;

    std::unique_ptr<redisReply, Free> owned_;  // Empty for an element.
    const redisReply* reply_ = nullptr;
};

// Commands for one round trip. Arguments are bytes of any kind: each is sent with its length, so no
// text can become part of a command.
class RedisCommands {
public:
    void add(std::initializer_list<std::string_view> arguments);
    void add(std::span<const std::string_view> arguments);

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    const std::string& bytes() const { return bytes_; }

private:
    std::string bytes_;
    std::size_t size_ = 0;
};

struct RedisTimeouts {
    std::chrono::milliseconds connect{2'000};
    std::chrono::milliseconds answer{5'000};         // For the socket to move at all.
    std::chrono::milliseconds reconnect_min{50};     // Pause after the first failed attempt...
    std::chrono::milliseconds reconnect_max{2'000};  // ... doubled up to this one.
};

// A connection that is made when it is first needed, and again after it broke. An instance belongs
// to one thread.
class RedisConnection {
public:
    explicit RedisConnection(RedisAddress address, RedisTimeouts timeouts = {});
    ~RedisConnection();
    RedisConnection(RedisConnection&&) noexcept;
    RedisConnection& operator=(RedisConnection&&) noexcept;

    // Sends the commands together and reads one reply for each, in order. Errc::unavailable if the
    // server cannot be reached, refuses us, or broke off: then some of the commands may have been
    // executed. While the server is away, attempts within the pause fail at once.
    Result<std::vector<RedisReply>> send(const RedisCommands& commands);

    // Likewise, but an error reply to any of the commands is the result.
    Result<std::vector<RedisReply>> send_all(const RedisCommands& commands);

    // One command; its error reply is the result.
    Result<RedisReply> send(std::initializer_list<std::string_view> arguments);

private:
    using Clock = std::chrono::steady_clock;
    struct Free {
        void operator()(redisContext* context) const;
    };

    Result<void> ensure_connected();
    Result<void> connect();
    Result<void> introduce();
    Result<std::vector<RedisReply>> exchange(const RedisCommands& commands);
    bool was_closed_by_peer() const;
    Error broken();

    RedisAddress address_;
    RedisTimeouts timeouts_;
    std::unique_ptr<redisContext, Free> context_;
    std::chrono::milliseconds pause_{0};
    Clock::time_point next_attempt_;
    std::string last_failure_;
};

}  // namespace tts
