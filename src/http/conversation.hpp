#pragma once

#include "http/origin_guard.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "http/workspace.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tts::http {

struct ConversationRules {
    ServerLimits limits;
    OriginRules origins;
};

// Everything that is said on one connection, without the connection: bytes in, requests and frames
// to the handlers, answers in the order of the questions, bytes out. Owned by one event loop; does
// no I/O and asks no clock, so that tests and fuzzers can drive it.
class Conversation {
public:
    using Clock = std::chrono::steady_clock;

    // Answers later by complete() with the same ticket.
    class Dispatcher {
    public:
        virtual ~Dispatcher() = default;
        // The request is the dispatcher's until it returns; it may move from it.
        virtual void dispatch(const Router::Route& route,
                              Request& request,
                              std::uint64_t ticket) = 0;
        virtual void dispatch_frame(const Router::Route& route,
                                    std::string_view frame,
                                    std::uint64_t ticket) = 0;
        // An answer goes out. `asked_at` is when the last bytes of its question came; no route: the
        // request was refused before one was found.
        virtual void answered(const Router::Route* route, int status, Clock::time_point asked_at) {
            (void)route, (void)status, (void)asked_at;
        }
    };

    // What the conversation needs outlives it.
    struct Surroundings {
        const Router& router;
        const ConversationRules& rules;
        WorkspacePool& workspaces;
        std::size_t& unanswered;  // Questions of all conversations of the loop.
    };
    Conversation(const Surroundings& surroundings,
                 Dispatcher& dispatcher,
                 std::string remote_address,
                 Clock::time_point now);
    ~Conversation();
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

    void receive(std::string_view bytes, Clock::time_point now);
    void end_input();  // The peer will send nothing more, but may still listen.

    // Goes on with input that had to wait because too much was unanswered. False: it found nothing
    // to do.
    bool proceed(Clock::time_point now);

    // The answer to one request or, as body, to one frame. A ticket that nobody waits for any more
    // is ignored.
    void complete(std::uint64_t ticket, Response answer);
    // The same in parts, for a body that comes about while it is sent. The connection ends with it.
    void complete_part(Answer answer);

    // Cuts what takes too long. Call it a few times a second.
    void check_deadlines(Clock::time_point now);

    // Answers what was asked, then ends.
    void finish();

    // Appends what can be sent now.
    void append_output(std::string& out);

    bool wants_input() const;
    // True if nobody would miss anything: no request is being read or answered, no WebSocket open.
    bool is_idle() const { return owes_nothing() && !in_request_ && !socket_route_ && !stream_; }
    // True when everything was said: send the output that is left and close.
    bool is_over() const { return is_over_; }

private:
    void consume(std::string_view& input, Clock::time_point now);
    bool read_http(std::string_view& input, Clock::time_point now);
    bool read_web_socket(std::string_view& input);
    void begin_body();
    void dispatch_request();
    void upgrade(const Request& request);
    Router::Found find_route() const;
    std::uint64_t add_slot(Slot slot);
    void answer_and_end(Response answer);
    void stop_reading();
    void append_slots(std::string& out);
    void begin_stream(Slot slot, std::uint64_t ticket);
    void append_stream(std::string& out);
    Slot* slot_of(std::uint64_t ticket);
    void forget_slots();
    void append_control_frames(std::string& out);
    void check_request_deadline(Clock::duration elapsed);
    void check_web_socket_deadline(Clock::time_point now);
    Workspace& work();
    void give_back_workspace();
    bool owes_nothing() const { return !work_ || work_->slots.empty(); }
    bool is_full() const;
    const ServerLimits& limits() const { return around_.rules.limits; }

    const Surroundings& around_;
    Dispatcher& dispatcher_;
    std::string remote_address_;
    std::unique_ptr<Workspace> work_;              // None while nothing is said.
    std::uint64_t first_ticket_ = 0;               // Of the slot at the front.
    const Router::Route* socket_route_ = nullptr;  // Set once this is a WebSocket.
    // What socket_route_ is if this socket has a handler of its own.
    std::unique_ptr<Router::Route> own_route_;

    // A body that is being streamed; nothing else is read or answered beside it.
    struct OpenStream {
        OpenStream(std::uint64_t ticket_of_it, BodyStreamEnd end_of_it)
            : ticket(ticket_of_it), end(std::move(end_of_it)) {}

        std::uint64_t ticket;
        BodyStreamEnd end;
        std::string waiting;  // Pieces that were not taken to be sent yet.
        bool is_complete = false;
    };
    std::unique_ptr<OpenStream> stream_;

    Clock::time_point active_at_{};   // When the peer was last heard.
    Clock::time_point request_at_{};  // When the request that is being read began.
    bool in_request_ = false;
    bool input_ended_ = false;  // Nothing more will come.
    bool reads_ = true;         // False: whatever comes is ignored.
    bool is_over_ = false;
    bool awaits_pong_ = false;
};

}  // namespace tts::http
