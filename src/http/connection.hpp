#pragma once

#include "http/conversation.hpp"
#include "http/descriptor.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tts::http {

class EventLoop;

// The socket of a conversation. Lives on one loop, which calls it when something happens.
class Connection final : private Conversation::Dispatcher {
public:
    Connection(EventLoop& loop, Descriptor socket, std::string remote_address);

    // The loop's name for it; before anything else is called.
    void set_id(std::uint64_t id) { id_ = id; }
    std::uint64_t id() const { return id_; }

    // `events` are epoll's.
    void handle(std::uint32_t events);
    void complete(Answer answer);
    // Sends, in one write, whatever is ready. Call it after everything that may produce answers.
    void flush();
    void check_deadlines(Conversation::Clock::time_point now);
    void finish();
    void close();
    bool is_closed() const { return !socket_.is_open(); }

    // Whether the loop has noted that flush() is due.
    bool is_flush_due = false;

private:
    void read_available();
    void send(std::string_view output);
    std::size_t send_some(std::string_view output);
    void send_rest();
    void end_gently();
    void watch();
    bool is_writing() const { return !unsent_.empty(); }
    bool is_writing_too_slow(Conversation::Clock::time_point now) const;

    void dispatch(const Router::Route& route, Request& request, std::uint64_t ticket) override;
    void dispatch_frame(const Router::Route& route,
                        std::string_view frame,
                        std::uint64_t ticket) override;
    void answered(const Router::Route* route,
                  int status,
                  Conversation::Clock::time_point asked_at) override;
    Respond responder(std::uint64_t ticket) const;

    EventLoop& loop_;
    std::uint64_t id_ = 0;
    Descriptor socket_;
    std::uint32_t watched_ = 0;  // The events that epoll was asked for.
    Conversation conversation_;

    std::string unsent_;    // What did not fit into the socket's buffer.
    std::size_t sent_ = 0;  // Of unsent_.
    Conversation::Clock::time_point write_began_at_{};
    Conversation::Clock::time_point write_moved_at_{};

    bool is_draining_ = false;  // Everything is sent; the rest of the input is thrown away.
    Conversation::Clock::time_point drain_until_{};
};

}  // namespace tts::http
