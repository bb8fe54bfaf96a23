#include "http/connection.hpp"

#include "core/log.hpp"
#include "core/log_context.hpp"
#include "http/event_loop.hpp"
#include "http/request_identity.hpp"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>
#include <exception>
#include <utility>

namespace tts::http {

namespace {

using Clock = Conversation::Clock;

// After the last answer the peer gets this long to read it. Closing at once would reset the
// connection, and the peer would lose the answer, if it is still sending.
constexpr std::chrono::milliseconds drain_time{2'000};
constexpr std::chrono::milliseconds drain_time_of_stop{200};
constexpr std::size_t write_bytes_per_second_min = 1'024;

Response run_handler(const Router::Route& route, const Request& request) {
    try {
        return route.handler(request);
    } catch (const std::exception& error) {
        log_event(Level::error, "handler_failed",
                  {{"method", route.method}, {"route", route.pattern}, {"error", error.what()}});
    }
    return Response::error(500, "internal error");
}

// What is logged meanwhile names the request, and so do its handler and the answer, by the id that
// its sender gave it or a new one.
Response run_named(const Router::Route& route, Request& request) {
    auto [request_id, trace_id] = identity_of(request);
    if (request_id.empty()) {
        request_id = new_request_id();
        request.headers.set("x-request-id", request_id);
    }
    const LogContext context(request_id, trace_id);
    auto response = run_handler(route, request);
    if (response.status >= 500)
        log_event(
            Level::warning, "request_failed",
            {{"method", route.method}, {"route", route.pattern}, {"status", response.status}});
    response.headers.emplace_back("X-Request-Id", std::move(request_id));
    return response;
}

Response busy() {
    auto refusal = Response::error(503, "too many requests are waiting");
    refusal.headers = {{"Retry-After", "1"}};
    return refusal;
}

bool means_later(int error) {
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

}  // namespace

Connection::Connection(EventLoop& loop, Descriptor socket, std::string remote_address)
    : loop_(loop),
      socket_(std::move(socket)),
      conversation_(loop.conversations(), *this, std::move(remote_address), loop.now()) {}

void Connection::handle(std::uint32_t events) {
    if (is_closed()) return;
    const bool is_broken = (events & (EPOLLERR | EPOLLHUP)) != 0;
    if (is_broken && (watched_ & EPOLLIN) == 0) return close();
    if ((events & EPOLLOUT) != 0) send_rest();
    if (!is_closed() && (events & (EPOLLIN | EPOLLERR | EPOLLHUP)) != 0) read_available();
}

void Connection::read_available() {
    auto& scratch = loop_.scratch();
    const auto size = ::recv(socket_.get(), scratch.data(), scratch.size(), 0);
    if (size < 0 && means_later(errno)) return;
    if (size < 0 || (size == 0 && is_draining_)) return close();
    if (is_draining_) return;
    if (size == 0) {
        conversation_.end_input();
    } else {
        conversation_.receive({scratch.data(), static_cast<std::size_t>(size)}, loop_.now());
    }
    loop_.flush_later(*this);
}

void Connection::complete(Answer answer) {
    conversation_.complete_part(std::move(answer));
}

void Connection::flush() {
    if (is_closed() || is_writing() || is_draining_) return;
    std::string& output = loop_.output();
    output.clear();
    do conversation_.append_output(output);
    while (conversation_.proceed(loop_.now()));
    send(output);
    if (is_closed()) return;
    if (!is_writing() && conversation_.is_over()) end_gently();
    watch();
}

// Most answers fit into the socket's buffer, so that nobody has to wait.
void Connection::send(std::string_view output) {
    output.remove_prefix(send_some(output));
    if (is_closed() || output.empty()) return;
    unsent_ = output;
    sent_ = 0;
    write_began_at_ = write_moved_at_ = loop_.now();
}

std::size_t Connection::send_some(std::string_view output) {
    std::size_t sent = 0;
    while (sent < output.size()) {
        const auto size =
            ::send(socket_.get(), output.data() + sent, output.size() - sent, MSG_NOSIGNAL);
        if (size >= 0) {
            sent += static_cast<std::size_t>(size);
            continue;
        }
        if (!means_later(errno)) close();
        break;
    }
    return sent;
}

void Connection::send_rest() {
    const auto sent = send_some(std::string_view(unsent_).substr(sent_));
    if (is_closed()) return;
    if (sent > 0) write_moved_at_ = loop_.now();
    sent_ += sent;
    if (sent_ < unsent_.size()) return;
    unsent_ = std::string();
    loop_.flush_later(*this);
}

// Tells epoll what to wait for, if that has changed.
void Connection::watch() {
    const bool reads = is_draining_ || (conversation_.wants_input() && !is_writing());
    const std::uint32_t wanted = (reads ? EPOLLIN : 0U) | (is_writing() ? EPOLLOUT : 0U);
    if (wanted == watched_) return;
    watched_ = wanted;
    loop_.watch(socket_.get(), id_, wanted);
}

bool Connection::is_writing_too_slow(Clock::time_point now) const {
    const auto timeout = loop_.surroundings().rules.limits.write_timeout;
    if (now - write_moved_at_ > timeout) return true;
    const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(now - write_began_at_);
    return elapsed > timeout &&
           sent_ < static_cast<std::size_t>(elapsed.count()) * write_bytes_per_second_min;
}

void Connection::check_deadlines(Clock::time_point now) {
    if (is_closed()) return;
    if (is_draining_) {
        if (now > drain_until_) close();
    } else if (is_writing()) {
        if (is_writing_too_slow(now)) close();
    } else {
        conversation_.check_deadlines(now);
        loop_.flush_later(*this);
    }
}

void Connection::finish() {
    if (is_closed()) return;
    if (conversation_.is_idle() && !is_writing() && !is_draining_) return close();
    conversation_.finish();
    loop_.flush_later(*this);
}

void Connection::end_gently() {
    ::shutdown(socket_.get(), SHUT_WR);
    is_draining_ = true;
    drain_until_ = loop_.now() + (loop_.is_stopping() ? drain_time_of_stop : drain_time);
}

void Connection::close() {
    if (is_closed()) return;
    socket_.reset();
    loop_.bury_later(*this);
}

Respond Connection::responder(std::uint64_t ticket) const {
    return {loop_.inbox(), {.connection = id_, .ticket = ticket}};
}

void Connection::dispatch(const Router::Route& route, Request& request, std::uint64_t ticket) {
    auto respond = responder(ticket);
    if (route.async_handler) {
        try {
            route.async_handler(request, std::move(respond));
        } catch (const std::exception& error) {
            log_event(Level::error, "handler_failed",
                      {{"route", route.pattern}, {"error", error.what()}});
            conversation_.complete(ticket, Response::error(500, "internal error"));
        }
        return;
    }
    auto job = [&route, held = std::move(request), respond]() mutable {
        respond(run_named(route, held));
    };
    if (!loop_.surroundings().pool.try_submit(std::move(job)))
        conversation_.complete(ticket, busy());
}

void Connection::dispatch_frame(const Router::Route& route,
                                std::string_view frame,
                                std::uint64_t ticket) {
    try {
        route.frame_handler(frame, responder(ticket));
    } catch (const std::exception& error) {
        log_event(Level::error, "handler_failed",
                  {{"route", route.pattern}, {"error", error.what()}});
        conversation_.complete(ticket, Response::json(R"({"ok":false,"detail":"internal error"})"));
    }
}

void Connection::answered(const Router::Route* route, int status, Clock::time_point asked_at) {
    const auto& observe = loop_.surroundings().observe;
    if (observe) observe({.route = route, .status = status, .duration = loop_.now() - asked_at});
}

}  // namespace tts::http
