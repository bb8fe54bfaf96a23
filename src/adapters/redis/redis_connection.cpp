#include "adapters/redis/redis_connection.hpp"

#include <hiredis/hiredis.h>

#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <array>
#include <cassert>
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

// Errors that pass, or that an operator removes without a change to us. All others mean that the
// data or the program are not as they must be.
bool is_transient(std::string_view error) {
    constexpr std::array<std::string_view, 14> prefixes = {
        "LOADING",     "MISCONF",
        "OOM",         "READONLY",
        "BUSY",        "NOREPLICAS",
        "MASTERDOWN",  "TRYAGAIN",
        "CLUSTERDOWN", "NOAUTH",
        "NOPERM",      "WRONGPASS",
        "UNBLOCKED",   "ERR max number of clients"};
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [error](std::string_view prefix) { return error.starts_with(prefix); });
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

void RedisReply::Free::operator()(redisReply* reply) const {
    freeReplyObject(reply);
}

RedisReply::RedisReply(redisReply* reply) : owned_(reply), reply_(reply) {}

bool RedisReply::is_nil() const {
    return reply_->type == REDIS_REPLY_NIL;
}

bool RedisReply::is_error() const {
    return reply_->type == REDIS_REPLY_ERROR;
}

bool RedisReply::is_wrong_type() const {
    return is_error() && std::string_view(reply_->str, reply_->len).starts_with("WRONGTYPE");
}

Error RedisReply::error() const {
    assert(is_error());
    const std::string text(reply_->str, reply_->len);
    return {is_transient(text) ? Errc::unavailable : Errc::corrupt, "Redis: " + text};
}

std::string_view RedisReply::text() const {
    const bool has_text = reply_->type == REDIS_REPLY_STRING || reply_->type == REDIS_REPLY_STATUS;
    return has_text ? std::string_view(reply_->str, reply_->len) : std::string_view();
}

std::int64_t RedisReply::integer() const {
    return reply_->type == REDIS_REPLY_INTEGER ? reply_->integer : 0;
}

std::size_t RedisReply::size() const {
    return reply_->type == REDIS_REPLY_ARRAY ? reply_->elements : 0;
}

RedisReply RedisReply::element(std::size_t index) const {
    assert(index < size());
    RedisReply view;
    view.reply_ = reply_->element[index];
    return view;
}

std::vector<std::string> RedisReply::texts() const {
    std::vector<std::string> all;
    all.reserve(size());
    for (std::size_t i = 0; i < size(); ++i) all.emplace_back(element(i).text());
    return all;
}

void RedisCommands::add(std::initializer_list<std::string_view> arguments) {
    add(std::span(arguments.begin(), arguments.size()));
}

// The protocol itself, because redisAppendCommandArgv allocates twice for each command.
void RedisCommands::add(std::span<const std::string_view> arguments) {
    bytes_ += '*';
    bytes_ += std::to_string(arguments.size());
    for (const std::string_view argument : arguments) {
        bytes_ += "\r\n$";
        bytes_ += std::to_string(argument.size());
        bytes_ += "\r\n";
        bytes_ += argument;
    }
    bytes_ += "\r\n";
    ++size_;
}

void RedisConnection::Free::operator()(redisContext* context) const {
    redisFree(context);
}

RedisConnection::RedisConnection(RedisAddress address, RedisTimeouts timeouts)
    : address_(std::move(address)), timeouts_(timeouts) {}

RedisConnection::~RedisConnection() = default;
RedisConnection::RedisConnection(RedisConnection&&) noexcept = default;
RedisConnection& RedisConnection::operator=(RedisConnection&&) noexcept = default;

Result<std::vector<RedisReply>> RedisConnection::send(const RedisCommands& commands) {
    if (commands.empty()) return std::vector<RedisReply>();
    if (auto connected = ensure_connected(); !connected) return connected.error();
    return exchange(commands);
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

Result<void> RedisConnection::ensure_connected() {
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

Result<void> RedisConnection::connect() {
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
Result<void> RedisConnection::introduce() {
    RedisCommands commands;
    if (!address_.password.empty() && address_.user.empty())
        commands.add({"AUTH", address_.password});
    else if (!address_.password.empty())
        commands.add({"AUTH", address_.user, address_.password});
    if (address_.database != 0) commands.add({"SELECT", std::to_string(address_.database)});
    if (commands.empty()) return {};

    const auto replies = exchange(commands);
    if (!replies) return replies.error();
    for (const RedisReply& reply : *replies)
        if (reply.is_error())
            return Error(Errc::unavailable, address_.to_string() + ": " + reply.error().what());
    return {};
}

Result<std::vector<RedisReply>> RedisConnection::exchange(const RedisCommands& commands) {
    redisAppendFormattedCommand(context_.get(), commands.bytes().data(), commands.bytes().size());
    std::vector<RedisReply> replies;
    replies.reserve(commands.size());
    while (replies.size() < commands.size()) {
        void* reply = nullptr;
        if (redisGetReply(context_.get(), &reply) != REDIS_OK) return broken();
        replies.emplace_back(static_cast<redisReply*>(reply));
    }
    return replies;
}

// A server that was restarted closed the connection while we did not look. Noticing it before we
// send saves the caller an error for commands that never left.
bool RedisConnection::was_closed_by_peer() const {
    char byte = 0;
    const auto received = recv(context_->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return received >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

// After a time-out the answer may still come: only a new connection is safe to use.
Error RedisConnection::broken() {
    Error error(Errc::unavailable, address_.to_string() + ": " + context_->errstr);
    context_.reset();
    return error;
}

}  // namespace tts
