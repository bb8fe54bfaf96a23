#include "http/server.hpp"

#include "core/log.hpp"
#include "http/event_loop.hpp"

#include <mutex>
#include <utility>
#include <vector>

namespace tts::http {

namespace {

using boost::asio::ip::tcp;

constexpr std::size_t waiting_jobs_max = 256;

// Loops share their port, so binding succeeds even if another program of ours serves on it. This
// tells.
Result<void> check_port_is_free(const tcp::endpoint& endpoint) {
    if (endpoint.port() == 0) return {};
    boost::asio::io_context io;
    tcp::acceptor probe(io);
    boost::system::error_code error;
    if (!probe.open(endpoint.protocol(), error)) {
        probe.set_option(tcp::acceptor::reuse_address(true), error);
        probe.bind(endpoint, error);
    }
    if (!error) return {};
    return Error(Errc::unavailable, "cannot listen on " + endpoint.address().to_string() +
                                        " port " + std::to_string(endpoint.port()) + ": " +
                                        error.message());
}

}  // namespace

struct Server::State {
    State(const ServerSettings& wanted, Router wanted_router)
        : settings(wanted),
          router(std::move(wanted_router)),
          connections(wanted.limits.connections_max),
          pool(wanted.pool_threads, waiting_jobs_max) {}

    ServerSettings settings;
    Router router;
    ConversationRules rules;
    ConnectionCount connections;
    WorkerPool pool;
    std::vector<std::unique_ptr<EventLoop>> loops;
    std::uint16_t port = 0;
    std::once_flag stopped;
};

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Server>> Server::start(const ServerSettings& settings, Router router) {
    boost::system::error_code error;
    const auto address = boost::asio::ip::make_address(settings.address, error);
    if (error) return Error(Errc::invalid, "'" + settings.address + "' is not an IP address");
    tcp::endpoint endpoint(address, settings.port);
    if (const auto is_free = check_port_is_free(endpoint); !is_free) return is_free.error();

    auto state = std::make_unique<State>(settings, std::move(router));
    state->rules = {.limits = settings.limits,
                    .origins = {.is_loopback = address.is_loopback(), .hosts = settings.hosts}};
    for (int i = 0; i < settings.loops; ++i) {
        auto loop =
            std::make_unique<EventLoop>(LoopSurroundings{.router = state->router,
                                                         .rules = state->rules,
                                                         .server_name = state->settings.name,
                                                         .pool = state->pool,
                                                         .connections = state->connections,
                                                         .observe = state->settings.observe});
        if (const auto bound = loop->bind(endpoint); !bound) return bound.error();
        endpoint.port(loop->port());
        state->loops.push_back(std::move(loop));
    }
    state->port = endpoint.port();
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

std::uint16_t Server::port() const {
    return state_->port;
}

}  // namespace tts::http
