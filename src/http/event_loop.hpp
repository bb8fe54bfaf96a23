#pragma once

#include "core/result.hpp"
#include "http/completion_inbox.hpp"
#include "http/connection_count.hpp"
#include "http/conversation.hpp"
#include "http/worker_pool.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <unordered_set>

namespace tts::http {

// What the loops of one server share. It outlives them.
struct LoopSurroundings {
    const Router& router;
    const ConversationRules& rules;
    const std::string& server_name;
    WorkerPool& pool;
    ConnectionCount& connections;
    const std::function<void(const Exchange&)>& observe;
};

// One thread that accepts connections and serves them all their life. All functions but the
// constructor, start(), the two stops and join() belong to that thread.
class EventLoop {
public:
    explicit EventLoop(LoopSurroundings surroundings);
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    // Errc::unavailable if the address cannot be bound. Port 0 lets the system choose.
    Result<void> bind(const boost::asio::ip::tcp::endpoint& endpoint);
    std::uint16_t port() const;
    void start();

    void begin_stop();  // Accepts nothing more; connections end behind the answers they owe.
    void end_stop();    // Closes the connections that are left.
    void join();

    bool is_stopping() const { return stopping_; }
    const LoopSurroundings& surroundings() const { return around_; }
    boost::asio::io_context& io() { return io_; }
    const std::shared_ptr<CompletionInbox>& inbox() const { return inbox_; }
    // Where the connections read to: only one at a time is reading.
    std::array<char, 65'536>& scratch() { return scratch_; }
    // Connections call it from a turn of their own, so that the loop may walk through its list.
    void forget(const std::shared_ptr<Connection>& connection);

private:
    boost::asio::awaitable<void> accept_connections();
    boost::asio::awaitable<void> check_deadlines();
    boost::asio::awaitable<void> pause();
    void add_connection(boost::asio::ip::tcp::socket socket);
    void deliver_answers();

    LoopSurroundings around_;
    boost::asio::io_context io_{1};
    boost::asio::ip::tcp::acceptor acceptor_{io_};
    boost::asio::steady_timer tick_{io_};
    boost::asio::steady_timer pause_{io_};
    std::shared_ptr<CompletionInbox> inbox_;
    std::array<char, 65'536> scratch_{};
    std::unordered_set<std::shared_ptr<Connection>> connections_;
    bool stopping_ = false;
    bool ended_ = false;
    bool refused_one_ = false;  // The last accept failed, and the log says so.
    std::thread thread_;
};

}  // namespace tts::http
