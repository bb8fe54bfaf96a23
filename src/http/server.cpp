#include "http/server.hpp"

#include "core/log.hpp"
#include "http/event_loop.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

namespace tts::http {

namespace {

constexpr std::size_t waiting_jobs_max = 256;

// Loops share their port, so binding succeeds even if another program of ours serves on it. This
// tells.
Result<void> check_port_is_free(const SocketAddress& address) {
    if (address.port() == 0) return {};
    const Descriptor probe(::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP));
    const int on = 1;
    const bool is_free = probe.is_open() &&
                         setsockopt(probe.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
                         ::bind(probe.get(), address.raw(), address.size()) == 0;
    if (is_free) return {};
    return Error(Errc::unavailable, "cannot listen on " + address.address_text() + " port " +
                                        std::to_string(address.port()) + ": " +
                                        std::strerror(errno));
}

}  // namespace

struct Server::State {
    State(const ServerSettings& wanted, Router wanted_router)
        : settings(wanted),
          router(std::move(wanted_router)),
          connections(wanted.limits.connections_max),
          peers(wanted.limits.connections_per_address_max),
          pool(wanted.pool_threads, waiting_jobs_max) {}

    ServerSettings settings;
    Router router;
    ConversationRules rules;
    ConnectionCount connections;
    PeerConnections peers;
    WorkerPool pool;
    std::vector<std::unique_ptr<EventLoop>> loops;
    std::uint16_t port = 0;
    std::once_flag stopped;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerSettings& settings, Router router) {
    auto address = SocketAddress::parse(settings.address, settings.port);
    if (!address) return address.error();
    if (const auto is_free = check_port_is_free(*address); !is_free) return is_free.error();

    auto state = std::make_unique<State>(settings, std::move(router));
    state->rules = {.limits = settings.limits,
                    .origins = {.is_loopback = address->is_loopback(),
                                .hosts = settings.hosts,
                                .cors_origins = settings.cors_origins}};
    for (int i = 0; i < settings.loops; ++i) {
        auto loop =
            std::make_unique<EventLoop>(LoopSurroundings{.router = state->router,
                                                         .rules = state->rules,
                                                         .server_name = state->settings.name,
                                                         .pool = state->pool,
                                                         .connections = state->connections,
                                                         .peers = state->peers,
                                                         .is_spared = state->settings.is_spared,
                                                         .observe = state->settings.observe});
        if (const auto bound = loop->bind(*address); !bound) return bound.error();
        address->set_port(loop->port());
        state->loops.push_back(std::move(loop));
    }
    state->port = address->port();
    for (const auto& loop : state->loops) loop->start();
    log_event(Level::info, "server_started",
              {{"server", settings.name}, {"address", settings.address}, {"port", state->port}});
    return std::unique_ptr<Server>(new Server(std::move(state)));
}

void Server::stop(std::chrono::milliseconds patience) {
    std::call_once(state_->stopped, [this, patience] {
        for (const auto& loop : state_->loops) loop->begin_stop();
        state_->connections.wait_for_none(patience);
        for (const auto& loop : state_->loops) loop->end_stop();
        for (const auto& loop : state_->loops) loop->join();
        state_->pool.stop();
        log_event(Level::info, "server_stopped", {{"server", state_->settings.name}});
    });
}

Server::~Server() {
    stop(std::chrono::milliseconds(0));
}

ServerFigures Server::figures() const {
    return {.connections = state_->connections.count(),
            .refused_connections = state_->peers.refused()};
}

std::uint16_t Server::port() const {
    return state_->port;
}

}  // namespace tts::http
