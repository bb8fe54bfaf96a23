#include "http/connection.hpp"

#include "core/log.hpp"
#include "http/event_loop.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace tts::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = Conversation::Clock;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

// After the last answer the peer gets this long to read it. Closing at once would reset the
// connection, and the peer would lose the answer, if it is still sending.
constexpr std::chrono::milliseconds drain_time{2'000};
constexpr std::chrono::milliseconds drain_time_of_stop{200};
constexpr std::size_t kept_output_bytes_max = 16'384;
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

Response busy() {
    auto refusal = Response::error(503, "too many requests are waiting");
    refusal.headers = {{"Retry-After", "1"}};
    return refusal;
}

}  // namespace

Connection::Connection(EventLoop& loop, tcp::socket socket, std::string remote_address)
    : loop_(loop),
      socket_(std::move(socket)),
      resumed_(loop.io()),
      conversation_({.router = loop.surroundings().router,
                     .rules = loop.surroundings().rules,
                     .dispatcher = *this},
                    std::move(remote_address),
                    Clock::now()) {
    resumed_.expires_at(asio::steady_timer::time_point::max());
}

void Connection::start() {
    const auto ended = [self = shared_from_this()](const std::exception_ptr& failure) {
        self->close();
        self->loop_.forget(self);
        if (!failure) return;
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            log_event(Level::error, "connection_failed", {{"error", error.what()}});
        }
    };
    co_spawn(loop_.io(), read(), ended);
}

bool Connection::may_read() const {
    return is_draining_ || (conversation_.wants_input() && !is_writing_);
}

asio::awaitable<void> Connection::read() {
    while (!is_closed_) {
        if (!may_read()) {
            co_await resumed_.async_wait(no_throw);
            continue;
        }
        co_await socket_.async_wait(tcp::socket::wait_read, no_throw);
        if (!is_closed_) read_available();
    }
}

void Connection::read_available() {
    auto& scratch = loop_.scratch();
    boost::system::error_code error;
    const auto size = socket_.read_some(asio::buffer(scratch), error);
    if (error == asio::error::would_block) return;
    if (is_draining_) {
        if (error) close();
        return;
    }
    if (error && error != asio::error::eof) return close();
    if (error) {
        conversation_.end_input();
    } else {
        conversation_.receive({scratch.data(), size}, Clock::now());
    }
    flush();
}

void Connection::complete(std::uint64_t ticket, Response answer) {
    conversation_.complete(ticket, std::move(answer));
}

void Connection::flush() {
    if (is_closed_ || is_writing_ || is_draining_) return;
    conversation_.append_output(output_);
    conversation_.proceed(Clock::now());
    conversation_.append_output(output_);
    write_some();
    if (is_closed_) return;
    if (sent_ < output_.size()) {
        is_writing_ = true;
        write_began_at_ = write_moved_at_ = Clock::now();
        const auto ended = [self = shared_from_this()](const std::exception_ptr& failure) {
            if (failure) self->close();
        };
        co_spawn(loop_.io(), write_rest(), ended);
        return;
    }
    output_.clear();
    sent_ = 0;
    if (output_.capacity() > kept_output_bytes_max) output_ = std::string();
    if (conversation_.is_over()) end_gently();
    if (may_read()) resumed_.cancel();
}

// Most answers fit into the socket's buffer, so that nobody has to wait.
void Connection::write_some() {
    while (sent_ < output_.size()) {
        boost::system::error_code error;
        const auto rest = asio::buffer(output_) + sent_;
        sent_ += socket_.write_some(rest, error);
        if (error == asio::error::would_block) return;
        if (error) return close();
    }
}

asio::awaitable<void> Connection::write_rest() {
    while (sent_ < output_.size() && !is_closed_) {
        co_await socket_.async_wait(tcp::socket::wait_write, no_throw);
        if (is_closed_) co_return;
        const auto sent_before = sent_;
        write_some();
        if (sent_ > sent_before) write_moved_at_ = Clock::now();
    }
    is_writing_ = false;
    flush();
}

bool Connection::is_writing_too_slow(Clock::time_point now) const {
    const auto timeout = loop_.surroundings().rules.limits.write_timeout;
    if (now - write_moved_at_ > timeout) return true;
    const auto elapsed = std::chrono::duration_cast<std::chrono::seconds>(now - write_began_at_);
    return elapsed > timeout &&
           sent_ < static_cast<std::size_t>(elapsed.count()) * write_bytes_per_second_min;
}

void Connection::check_deadlines(Clock::time_point now) {
    if (is_draining_) {
        if (now > drain_until_) close();
    } else if (is_writing_) {
        if (is_writing_too_slow(now)) close();
    } else {
        conversation_.check_deadlines(now);
        flush();
    }
}

void Connection::finish() {
    if (conversation_.is_idle() && !is_writing_ && !is_draining_) return close();
    conversation_.finish();
    flush();
}

void Connection::end_gently() {
    boost::system::error_code ignored;
    socket_.shutdown(tcp::socket::shutdown_send, ignored);
    is_draining_ = true;
    drain_until_ = Clock::now() + (loop_.is_stopping() ? drain_time_of_stop : drain_time);
}

void Connection::close() {
    if (is_closed_) return;
    is_closed_ = true;
    boost::system::error_code ignored;
    socket_.close(ignored);
    resumed_.cancel();
}

Respond Connection::responder(std::uint64_t ticket) {
    return [inbox = loop_.inbox(), connection = weak_from_this(), ticket](Response answer) {
        inbox->put({connection, ticket, std::move(answer)});
    };
}

void Connection::dispatch(const Router::Route& route, Request request, std::uint64_t ticket) {
    auto respond = responder(ticket);
    if (route.async_handler) {
        try {
            route.async_handler(std::move(request), respond);
        } catch (const std::exception& error) {
            log_event(Level::error, "handler_failed",
                      {{"route", route.pattern}, {"error", error.what()}});
            respond(Response::error(500, "internal error"));
        }
        return;
    }
    auto job = [&route, held = std::move(request), respond] { respond(run_handler(route, held)); };
    if (!loop_.surroundings().pool.try_submit(std::move(job))) complete(ticket, busy());
}

void Connection::dispatch_frame(const Router::Route& route,
                                std::string frame,
                                std::uint64_t ticket) {
    auto respond = responder(ticket);
    const auto reply = [respond](std::string text) { respond({.body = std::move(text)}); };
    try {
        route.frame_handler(std::move(frame), reply);
    } catch (const std::exception& error) {
        log_event(Level::error, "handler_failed",
                  {{"route", route.pattern}, {"error", error.what()}});
        reply(R"({"ok":false,"detail":"internal error"})");
    }
}

void Connection::answered(const Router::Route* route, int status, Clock::time_point asked_at) {
    const auto& observe = loop_.surroundings().observe;
    if (observe) observe({.route = route, .status = status, .duration = Clock::now() - asked_at});
}

}  // namespace tts::http
