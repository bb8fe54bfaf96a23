#pragma once

#include "core/result.hpp"
#include "http/answer_inbox.hpp"
#include "http/connection_count.hpp"
#include "http/connection_table.hpp"
#include "http/conversation.hpp"
#include "http/descriptor.hpp"
#include "http/peer_connections.hpp"
#include "http/socket_address.hpp"
#include "http/worker_pool.hpp"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace tts::http {

// What the loops of one server share. It outlives them.
struct LoopSurroundings {
    const Router& router;
    const ConversationRules& rules;
    const std::string& server_name;
    WorkerPool& pool;
    ConnectionCount& connections;
    PeerConnections& peers;
    const std::function<bool(const std::string&)>& is_spared;  // See ServerSettings.
    const std::function<void(const Exchange&)>& observe;
};

// One thread that accepts connections and serves them all their life, on epoll. It works in turns:
// it hands to the handlers all that has come, collects the answers that are ready, and writes to
// each connection once. Only the constructor, bind(), start(), the two stops and join() are for
// other threads.
class EventLoop {
public:
    using Clock = Conversation::Clock;

    explicit EventLoop(LoopSurroundings surroundings);
    ~EventLoop();
    EventLoop(const EventLoop&) = delete;
    EventLoop& operator=(const EventLoop&) = delete;

    // Errc::unavailable if the address cannot be bound. Port 0 lets the system choose.
    Result<void> bind(const SocketAddress& address);
    std::uint16_t port() const;
    void start();

    void begin_stop();  // Accepts nothing more; connections end behind the answers they owe.
    void end_stop();    // Closes the connections that are left.
    void join();

    bool is_stopping() const { return stopping_; }
    const LoopSurroundings& surroundings() const { return around_; }
    const Conversation::Surroundings& conversations() const { return conversations_; }
    const std::shared_ptr<AnswerInbox>& inbox() const { return inbox_; }
    Clock::time_point now() const { return now_; }  // When the turn began.
    // Where connections read to, and where they put together what they send: one at a time.
    std::array<char, 65'536>& scratch() { return scratch_; }
    std::string& output() { return output_; }

    // Calls the connection's handle() when one of the events happens.
    void watch(int socket, std::uint64_t id, std::uint32_t events);
    void flush_later(Connection& connection);
    void bury_later(const Connection& connection) { closed_.push_back(connection.id()); }

private:
    enum class Stop { none, gently, now };

    void run();
    int wait_time_ms() const;
    void handle(std::uint64_t id, std::uint32_t events);
    void accept_some();
    void add_connection(Descriptor socket, const SocketAddress& peer);
    void refuse(Descriptor socket);
    void accept_later(int error);
    void end_turn();
    bool deliver_answers();
    bool flush_some();
    void check_deadlines();
    void follow_stop();
    void bury_closed();

    LoopSurroundings around_;
    WorkspacePool workspaces_;
    std::size_t unanswered_ = 0;
    Conversation::Surroundings conversations_;
    Descriptor epoll_;
    Descriptor wake_;
    Descriptor listener_;
    std::shared_ptr<AnswerInbox> inbox_;
    ConnectionTable connections_;
    std::unordered_map<std::uint64_t, PeerConnections::Peer> counted_;  // By connection.
    std::vector<Connection*> to_flush_;
    std::vector<Connection*> flushing_;
    std::vector<std::uint64_t> closed_;
    std::vector<Answer> answers_;
    std::array<char, 65'536> scratch_{};
    std::string output_;

    Clock::time_point now_ = Clock::now();
    Clock::time_point next_check_{};
    std::atomic<Stop> stop_{Stop::none};
    bool stopping_ = false;
    bool ended_ = false;
    bool is_accepting_ = true;
    bool refused_one_ = false;  // The last accept failed, and the log says so.
    std::thread thread_;
};

}  // namespace tts::http
