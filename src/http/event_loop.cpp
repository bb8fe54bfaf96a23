#include "http/event_loop.hpp"

#include "core/log.hpp"
#include "http/response_writer.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <utility>

namespace tts::http {

namespace {

constexpr std::chrono::milliseconds check_time{250};  // How exact deadlines are.
constexpr std::size_t events_max = 256;               // Of one turn.
constexpr int accepts_max = 64;                       // Of one turn.
constexpr std::size_t kept_output_bytes_max = 1 << 20;

// Names that no connection has: their place in the table would be the last of 2^32.
constexpr std::uint64_t listener_id = ~std::uint64_t{0};
constexpr std::uint64_t wake_id = listener_id - (std::uint64_t{1} << 32);

Error bind_error(const SocketAddress& address) {
    return {Errc::unavailable, "cannot listen on " + address.address_text() + " port " +
                                   std::to_string(address.port()) + ": " + std::strerror(errno)};
}

bool set_option(int socket, int level, int option) {
    const int on = 1;
    return setsockopt(socket, level, option, &on, sizeof on) == 0;
}

Descriptor opened(int fd, const char* what) {
    if (fd < 0) throw std::runtime_error(std::string(what) + ": " + std::strerror(errno));
    return Descriptor(fd);
}

// The failure of one connection ends that connection only.
template <class Call>
void guard(Connection& connection, Call call) {
    try {
        call();
    } catch (const std::exception& error) {
        log_event(Level::error, "connection_failed", {{"error", error.what()}});
        connection.close();
    }
}

}  // namespace

EventLoop::EventLoop(LoopSurroundings surroundings)
    : around_(surroundings),
      workspaces_(surroundings.rules.limits),
      conversations_{.router = surroundings.router,
                     .rules = surroundings.rules,
                     .workspaces = workspaces_,
                     .unanswered = unanswered_},
      epoll_(opened(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
      wake_(opened(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")),
      inbox_(std::make_shared<AnswerInbox>([this] { eventfd_write(wake_.get(), 1); })) {
    watch(wake_.get(), wake_id, EPOLLIN | EPOLLET);  // Edges, so that nobody has to read it.
}

EventLoop::~EventLoop() {
    inbox_->close();
}

Result<void> EventLoop::bind(const SocketAddress& address) {
    listener_.reset(
        ::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_TCP));
    const int socket = listener_.get();
    // Every loop listens on the port, and the kernel spreads the connections.
    const bool listens = listener_.is_open() && set_option(socket, SOL_SOCKET, SO_REUSEADDR) &&
                         set_option(socket, SOL_SOCKET, SO_REUSEPORT) &&
                         ::bind(socket, address.raw(), address.size()) == 0 &&
                         ::listen(socket, SOMAXCONN) == 0;
    if (!listens) return bind_error(address);
    watch(socket, listener_id, EPOLLIN);
    return {};
}

std::uint16_t EventLoop::port() const {
    return SocketAddress::local(listener_.get()).port();
}

void EventLoop::start() {
    thread_ = std::thread([this] { run(); });
}

void EventLoop::begin_stop() {
    stop_ = Stop::gently;
    eventfd_write(wake_.get(), 1);
}

void EventLoop::end_stop() {
    inbox_->close();
    stop_ = Stop::now;
    eventfd_write(wake_.get(), 1);
}

void EventLoop::join() {
    if (thread_.joinable()) thread_.join();
}

void EventLoop::watch(int socket, std::uint64_t id, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    if (epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, socket, &event) == 0) return;
    if (errno == ENOENT && epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, socket, &event) == 0) return;
    throw std::runtime_error(std::string("epoll_ctl: ") + std::strerror(errno));
}

void EventLoop::run() {
    inbox_->belongs_to_this_thread();
    std::array<epoll_event, events_max> events{};
    while (!ended_) {
        const int count = epoll_wait(epoll_.get(), events.data(), events_max, wait_time_ms());
        now_ = Clock::now();
        for (int i = 0; i < count; ++i) {
            const epoll_event& event = events[static_cast<std::size_t>(i)];
            handle(event.data.u64, event.events);
        }
        if (now_ >= next_check_) check_deadlines();
        follow_stop();
        end_turn();
        bury_closed();
    }
}

// Until the next look at the deadlines, if there is anything that has one.
int EventLoop::wait_time_ms() const {
    if (connections_.empty() && is_accepting_) return -1;
    const auto rest = std::chrono::ceil<std::chrono::milliseconds>(next_check_ - now_);
    return static_cast<int>(std::clamp(rest, std::chrono::milliseconds(0), check_time).count());
}

void EventLoop::handle(std::uint64_t id, std::uint32_t events) {
    if (id == wake_id) return;  // What it announces is looked at in every turn.
    if (id == listener_id) return accept_some();
    Connection* const connection = connections_.find(id);
    if (connection) guard(*connection, [&] { connection->handle(events); });
}

void EventLoop::accept_some() {
    for (int i = 0; i < accepts_max && listener_.is_open(); ++i) {
        if (around_.connections.is_full()) return accept_later(0);
        SocketAddress peer;
        socklen_t size = SocketAddress::size_max;
        Descriptor socket(
            accept4(listener_.get(), peer.raw(), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (socket.is_open()) {
            refused_one_ = false;
            add_connection(std::move(socket), peer);
        } else if (errno == EAGAIN) {
            return;
        } else if (errno != ECONNABORTED && errno != EINTR) {
            return accept_later(errno);
        }
    }
}

void EventLoop::add_connection(Descriptor socket, const SocketAddress& peer) {
    const int fd = socket.get();
    set_option(fd, IPPROTO_TCP, TCP_NODELAY);
    auto address = peer.address_text();
    const bool is_spared = around_.is_spared && around_.is_spared(address);
    const auto counted = PeerConnections::peer_of(peer);
    if (!is_spared && !around_.peers.try_enter(counted)) return refuse(std::move(socket));
    Connection& connection = connections_.add(
        std::make_unique<Connection>(*this, std::move(socket), std::move(address)));
    if (!is_spared) counted_.emplace(connection.id(), counted);
    around_.connections.enter();
    guard(connection, [&] { connection.flush(); });  // Begins to watch the socket.
}

// Says why, once, and keeps nothing: who floods us gets no place to wait in. What has come already
// is read first, because closing before that would throw our answer away at the peer.
void EventLoop::refuse(Descriptor socket) {
    const auto each_max = std::to_string(around_.peers.each_max());
    auto refusal = Response::error(429, "your address has " + each_max +
                                            " connections open, the most that it may: use them, "
                                            "or close some first");
    refusal.headers = {{"Retry-After", "1"}};
    std::string answer;
    append_response(answer, refusal, {.closes = true});
    while (::recv(socket.get(), scratch_.data(), scratch_.size(), MSG_DONTWAIT) ==
           static_cast<ssize_t>(scratch_.size())) {
    }
    (void)::send(socket.get(), answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    ::shutdown(socket.get(), SHUT_WR);
}

// Connections that have to wait do so in the listener's queue, until the next look at deadlines.
void EventLoop::accept_later(int error) {
    is_accepting_ = false;
    watch(listener_.get(), listener_id, 0);
    if (error != 0 && !std::exchange(refused_one_, true))
        log_event(Level::error, "accept_failed",
                  {{"server", around_.server_name}, {"error", std::strerror(error)}});
}

void EventLoop::flush_later(Connection& connection) {
    if (std::exchange(connection.is_flush_due, true)) return;
    to_flush_.push_back(&connection);
}

// What is written lets connections read on, and what they read may be answered at once.
void EventLoop::end_turn() {
    bool goes_on = true;
    while (goes_on) {
        around_.router.end_turn();
        const bool delivered = deliver_answers();
        goes_on = flush_some() || delivered;
    }
}

bool EventLoop::deliver_answers() {
    inbox_->take_all(answers_);
    if (answers_.empty()) return false;
    for (Answer& answer : answers_) {
        Connection* const connection = connections_.find(answer.connection);
        if (!connection) continue;
        connection->complete(std::move(answer));
        flush_later(*connection);
    }
    answers_.clear();
    return true;
}

// All answers of a turn first, so that each connection writes once.
bool EventLoop::flush_some() {
    if (to_flush_.empty()) return false;
    std::swap(flushing_, to_flush_);
    for (Connection* const connection : flushing_) {
        connection->is_flush_due = false;
        guard(*connection, [&] { connection->flush(); });
    }
    flushing_.clear();
    if (output_.capacity() > kept_output_bytes_max) output_ = std::string();
    return true;
}

void EventLoop::check_deadlines() {
    next_check_ = now_ + check_time;
    connections_.for_each([&](Connection& connection) {
        guard(connection, [&] { connection.check_deadlines(now_); });
    });
    if (is_accepting_ || !listener_.is_open()) return;
    is_accepting_ = true;
    watch(listener_.get(), listener_id, EPOLLIN);
}

void EventLoop::follow_stop() {
    const Stop stop = stop_;
    if (stop == Stop::none) return;
    if (!std::exchange(stopping_, true)) {
        listener_.reset();
        connections_.for_each([](Connection& connection) { connection.finish(); });
    }
    if (stop != Stop::now) return;
    connections_.for_each([](Connection& connection) { connection.close(); });
    ended_ = true;
}

void EventLoop::bury_closed() {
    for (const std::uint64_t id : closed_) {
        connections_.remove(id);
        if (const auto counted = counted_.extract(id)) around_.peers.leave(counted.mapped());
        around_.connections.leave();
    }
    closed_.clear();
}

}  // namespace tts::http
