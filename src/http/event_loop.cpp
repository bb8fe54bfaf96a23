#include "http/event_loop.hpp"

#include "core/log.hpp"
#include "http/connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/socket.h>

#include <exception>
#include <utility>

namespace tts::http {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

constexpr std::chrono::milliseconds tick_time{250};   // How exact deadlines are.
constexpr std::chrono::milliseconds pause_time{100};  // Until descriptors may be free again.

Error bind_error(const tcp::endpoint& endpoint, const boost::system::error_code& error) {
    return {Errc::unavailable, "cannot listen on " + endpoint.address().to_string() + " port " +
                                   std::to_string(endpoint.port()) + ": " + error.message()};
}

// A listener's failure must not pass unseen: without it the server looks alive but is deaf.
void end_process_on_failure(const std::exception_ptr& failure) {
    if (failure) std::rethrow_exception(failure);
}

}  // namespace

EventLoop::EventLoop(LoopSurroundings surroundings)
    : around_(surroundings), inbox_(std::make_shared<CompletionInbox>([this] {
          asio::post(io_, [this] { deliver_answers(); });
      })) {}

Result<void> EventLoop::bind(const tcp::endpoint& endpoint) {
    boost::system::error_code error;
    if (acceptor_.open(endpoint.protocol(), error)) return bind_error(endpoint, error);
    const int on = 1;
    const int fd = acceptor_.native_handle();
    // Every loop listens on the port, and the kernel spreads the connections.
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) != 0)
        return bind_error(endpoint, {errno, boost::system::system_category()});
    if (acceptor_.bind(endpoint, error)) return bind_error(endpoint, error);
    if (acceptor_.listen(SOMAXCONN, error)) return bind_error(endpoint, error);
    return {};
}

std::uint16_t EventLoop::port() const {
    return acceptor_.local_endpoint().port();
}

void EventLoop::start() {
    co_spawn(io_, accept_connections(), end_process_on_failure);
    co_spawn(io_, check_deadlines(), end_process_on_failure);
    thread_ = std::thread([this] { io_.run(); });
}

void EventLoop::begin_stop() {
    asio::post(io_, [this] {
        stopping_ = true;
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        pause_.cancel();
        for (const auto& connection : connections_) connection->finish();
    });
}

void EventLoop::end_stop() {
    inbox_->close();
    asio::post(io_, [this] {
        ended_ = true;
        tick_.cancel();
        for (const auto& connection : connections_) connection->close();
    });
}

void EventLoop::join() {
    if (thread_.joinable()) thread_.join();
}

void EventLoop::forget(const std::shared_ptr<Connection>& connection) {
    if (connections_.erase(connection) > 0) around_.connections.leave();
}

asio::awaitable<void> EventLoop::accept_connections() {
    while (!stopping_) {
        if (around_.connections.is_full()) {
            co_await pause();
            continue;
        }
        auto [error, socket] = co_await acceptor_.async_accept(no_throw);
        if (!error) {
            if (stopping_) co_return;
            refused_one_ = false;
            add_connection(std::move(socket));
            continue;
        }
        if (stopping_ || error == asio::error::connection_aborted) continue;
        if (!std::exchange(refused_one_, true))
            log_event(Level::error, "accept_failed",
                      {{"server", around_.server_name}, {"error", error.message()}});
        co_await pause();
    }
}

asio::awaitable<void> EventLoop::pause() {
    pause_.expires_after(pause_time);
    co_await pause_.async_wait(no_throw);
}

void EventLoop::add_connection(tcp::socket socket) {
    boost::system::error_code error;
    const auto remote = socket.remote_endpoint(error);
    if (error) return;  // It is gone already.
    socket.non_blocking(true, error);
    socket.set_option(tcp::no_delay(true), error);
    auto connection =
        std::make_shared<Connection>(*this, std::move(socket), remote.address().to_string());
    around_.connections.enter();
    connections_.insert(connection);
    connection->start();
}

asio::awaitable<void> EventLoop::check_deadlines() {
    while (!ended_) {
        tick_.expires_after(tick_time);
        co_await tick_.async_wait(no_throw);
        const auto now = Conversation::Clock::now();
        for (const auto& connection : connections_) connection->check_deadlines(now);
    }
}

// All answers of a batch first, so that each connection writes once.
void EventLoop::deliver_answers() {
    auto completions = inbox_->take_all();
    std::vector<std::shared_ptr<Connection>> touched;
    touched.reserve(completions.size());
    for (auto& [weak_connection, ticket, answer] : completions) {
        auto connection = weak_connection.lock();
        if (!connection) continue;
        connection->complete(ticket, std::move(answer));
        touched.push_back(std::move(connection));
    }
    for (const auto& connection : touched) connection->flush();
}

}  // namespace tts::http
