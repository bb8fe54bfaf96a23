#pragma once

#include "http/conversation.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <string>

namespace tts::http {

class EventLoop;

// The socket of a conversation. Lives on one loop, in whose list it is until its reading ends.
class Connection final : public std::enable_shared_from_this<Connection>,
                         private Conversation::Dispatcher {
public:
    Connection(EventLoop& loop, boost::asio::ip::tcp::socket socket, std::string remote_address);

    void start();
    void complete(std::uint64_t ticket, Response answer);
    // Sends, in one write, whatever is ready. Call it after everything that may produce answers.
    void flush();
    void check_deadlines(Conversation::Clock::time_point now);
    void finish();
    void close();

private:
    boost::asio::awaitable<void> read();
    boost::asio::awaitable<void> write_rest();
    void read_available();
    void write_some();
    void end_gently();
    bool may_read() const;
    bool is_writing_too_slow(Conversation::Clock::time_point now) const;
    Respond responder(std::uint64_t ticket);

    void dispatch(const Router::Route& route, Request request, std::uint64_t ticket) override;
    void dispatch_frame(const Router::Route& route,
                        std::string frame,
                        std::uint64_t ticket) override;
    void answered(const Router::Route* route,
                  int status,
                  Conversation::Clock::time_point asked_at) override;

    EventLoop& loop_;
    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer resumed_;  // Never expires; cancelled to wake read().
    Conversation conversation_;

    std::string output_;
    std::size_t sent_ = 0;  // Of output_.
    bool is_writing_ = false;
    Conversation::Clock::time_point write_began_at_{};
    Conversation::Clock::time_point write_moved_at_{};

    bool is_draining_ = false;  // Everything is sent; the rest of the input is thrown away.
    Conversation::Clock::time_point drain_until_{};
    bool is_closed_ = false;
};

}  // namespace tts::http
