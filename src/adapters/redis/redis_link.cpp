#include "adapters/redis/redis_link.hpp"

#include <hiredis/hiredis.h>

#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <utility>

namespace tts {

namespace {

timeval to_timeval(std::chrono::milliseconds duration) {
    timeval value{};
    value.tv_sec = static_cast<time_t>(duration.count() / 1000);
    value.tv_usec = static_cast<suseconds_t>(duration.count() % 1000 * 1000);
    return value;
}

// hiredis writes with write(), so a server that went away in the middle would end the process.
// Whoever has a handler of their own keeps it.
void ignore_broken_pipes() {
    static std::once_flag once;
    std::call_once(once, [] {
        struct sigaction current {};
        if (sigaction(SIGPIPE, nullptr, &current) == 0 && current.sa_handler == SIG_DFL)
            std::signal(SIGPIPE, SIG_IGN);
    });
}

}  // namespace

void RedisLink::Free::operator()(redisContext* context) const {
    redisFree(context);
}

RedisLink::RedisLink(RedisAddress address, RedisTimeouts timeouts)
    : address_(std::move(address)), timeouts_(timeouts) {}

RedisLink::~RedisLink() = default;
RedisLink::RedisLink(RedisLink&&) noexcept = default;
RedisLink& RedisLink::operator=(RedisLink&&) noexcept = default;

Result<void> RedisLink::ensure_connected() {
    if (context_ && !was_closed_by_peer()) return {};
    context_.reset();
    if (Clock::now() < next_attempt_) return Error(Errc::unavailable, last_failure_);

    auto connected = connect();
    if (connected) connected = introduce();
    if (connected) {
        pause_ = std::chrono::milliseconds(0);
        return {};
    }
    context_.reset();
    pause_ = std::clamp(pause_ * 2, timeouts_.reconnect_min, timeouts_.reconnect_max);
    next_attempt_ = Clock::now() + pause_;
    last_failure_ = connected.error().what();
    return connected.error();
}

Result<void> RedisLink::connect() {
    ignore_broken_pipes();
    context_.reset(redisConnectWithTimeout(address_.host.c_str(), address_.port,
                                           to_timeval(timeouts_.connect)));
    const std::string where = "connecting to " + address_.to_string();
    if (!context_) return Error(Errc::unavailable, where + ": no memory");
    if (context_->err != 0) return Error(Errc::unavailable, where + ": " + context_->errstr);
    redisSetTimeout(context_.get(), to_timeval(timeouts_.answer));
    redisEnableKeepAlive(context_.get());
    return {};
}

// Whatever the server has against us is removed by an operator, not by the caller: it is retried.
Result<void> RedisLink::introduce() {
    RedisCommands commands;
    if (!address_.password.empty() && address_.user.empty())
        commands.add({"AUTH", address_.password});
    else if (!address_.password.empty())
        commands.add({"AUTH", address_.user, address_.password});
    if (address_.database != 0) commands.add({"SELECT", std::to_string(address_.database)});
    commands.add({"INFO", "cluster"});

    const auto replies = exchange(commands);
    if (!replies) return replies.error();
    for (std::size_t i = 0; i + 1 < replies->size(); ++i)
        if (const RedisReply& reply = (*replies)[i]; reply.is_error())
            return Error(Errc::unavailable, address_.to_string() + ": " + reply.error().what());
    // Who may not ask this gets an error, and is taken to talk to one server.
    is_in_cluster_ = replies->back().text().find("cluster_enabled:1") != std::string_view::npos;
    return {};
}

Result<std::vector<RedisReply>> RedisLink::exchange(const RedisCommands& commands) {
    if (auto written = write(commands.bytes()); !written) return written.error();
    std::vector<RedisReply> replies;
    replies.reserve(commands.size());
    while (replies.size() < commands.size()) {
        void* reply = nullptr;
        if (redisGetReply(context_.get(), &reply) != REDIS_OK) return broken();
        replies.emplace_back(static_cast<redisReply*>(reply));
    }
    return replies;
}

Result<void> RedisLink::write(std::string_view commands) {
    redisAppendFormattedCommand(context_.get(), commands.data(), commands.size());
    for (int done = 0; done == 0;)
        if (redisBufferWrite(context_.get(), &done) != REDIS_OK) return broken();
    return {};
}

Result<RedisReply> RedisLink::read() {
    void* reply = nullptr;
    if (redisGetReply(context_.get(), &reply) != REDIS_OK) return broken();
    return RedisReply(static_cast<redisReply*>(reply));
}

// A server that was restarted closed the connection while we did not look. Noticing it before we
// send saves the caller an error for commands that never left.
bool RedisLink::was_closed_by_peer() const {
    char byte = 0;
    const auto received = recv(context_->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return received >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

// After a time-out the answer may still come: only a new connection is safe to use.
Error RedisLink::broken() {
    Error error(Errc::unavailable, address_.to_string() + ": " + context_->errstr);
    context_.reset();
    return error;
}

}  // namespace tts
