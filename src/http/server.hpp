#pragma once

#include "core/result.hpp"
#include "http/router.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace tts::http {

struct ServerLimits {
    std::size_t body_bytes_max = 65'536;  // 413 beyond.
    std::size_t header_bytes_max = 16'384;
    std::size_t frame_bytes_max = 65'536;
    std::size_t connections_max = 4'096;
    std::size_t connections_per_address_max = 0;  // 429 beyond; 0: as many as they like.
    std::size_t pipeline_max = 64;  // Unanswered requests or frames of one connection.
    // When so many of all connections of a loop are unanswered, each may have only pipeline_min, so
    // that those who send much make nobody else wait for long.
    std::size_t unanswered_max = 1'024;
    std::size_t pipeline_min = 4;
    std::chrono::seconds header_timeout{5};
    std::chrono::seconds body_timeout{30};
    std::chrono::seconds idle_timeout{30};
    std::chrono::seconds write_timeout{30};
};

// One answer on its way to the peer.
struct Exchange {
    const Router::Route* route;           // None: it was refused before a route was found.
    int status = 0;                       // Of a WebSocket's message: 200.
    std::chrono::nanoseconds duration{};  // Since the request was received.
};

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: the system picks one.
    int loops = 1;           // Event loops, each with an acceptor and a thread of its own.
    int pool_threads = 4;    // For handlers that block.
    // Names that the Host header may have, besides localhost and loopback addresses, which are
    // always allowed; empty and bound to loopback: only those. See faults-and-security.md, 5.1.
    std::vector<std::string> hosts;
    std::vector<std::string> cors_origins;  // See OriginRules.
    std::string name;                       // For the log: "chat".
    ServerLimits limits;
    // Whether connections from this address are not counted for connections_per_address_max, asked
    // on the event loops: programs of this machine, a proxy that many come through. Empty: nobody.
    std::function<bool(const std::string& address)> is_spared;
    // Told of every answer, on the event loops: it must be quick and must not block. May be empty.
    std::function<void(const Exchange&)> observe;
};

struct ServerFigures {
    std::size_t connections = 0;            // That are open.
    std::uint64_t refused_connections = 0;  // Their addresses had as many as they may.
};

// Serves one router over HTTP/1.1 and WebSocket. Its threads run from start() to stop().
class Server {
public:
    // Binds and begins to serve. Errc::unavailable, naming the address, if it cannot.
    static Result<std::unique_ptr<Server>> start(const ServerSettings& settings, Router router);

    // Stops accepting, lets requests that are being answered finish for up to `patience`, closes
    // the rest and joins the threads. The destructor does the same without patience.
    void stop(std::chrono::milliseconds patience);
    ~Server();

    ServerFigures figures() const;  // Any thread may call it.
    std::uint16_t port() const;     // The one that is really bound.

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

private:
    struct State;
    explicit Server(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace tts::http
