#pragma once

#include "http/message.hpp"
#include "http/respond.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tts::http {

// Runs on a thread of the server's pool and may block.
using Handler = std::function<Response(const Request&)>;

// Runs on an event loop: it must not block, and answers through `respond` now or later. The request
// is its own until it returns; it may move from it.
using AsyncHandler = std::function<void(Request& request, Respond respond)>;

// Takes one message of a WebSocket, whole, valid until it returns. Runs on an event loop and must
// not block. The body of the answer is sent as one text frame.
using FrameHandler = std::function<void(std::string_view frame, Respond respond)>;

// What is decided about one WebSocket at its handshake.
struct SocketEntry {
    std::optional<Response> refusal;  // Nothing: it may come in.
    FrameHandler handler;             // Of this socket alone; empty: the route's.
};

// Runs on an event loop and must not block.
using SocketGuard = std::function<SocketEntry(const Request&)>;

// The endpoints of one role. Patterns hold whole segments: "/orders/{order_number}". A fixed
// segment goes before a parameter. Filled at start, then only read.
class Router {
public:
    Router& on(std::string method, std::string pattern, Handler handler);
    Router& on_async(std::string method, std::string pattern, AsyncHandler handler);
    Router& on_websocket(std::string pattern, FrameHandler handler);

    // Lets the route that was added last take a body of this size instead of the server's limit:
    // uploads are larger than anything else.
    Router& with_body_max(std::size_t bytes) {
        routes_.back().body_bytes_max = bytes;
        return *this;
    }

    // Lets the WebSocket that was added last decide whom it lets in.
    Router& with_socket_guard(SocketGuard guard) {
        routes_.back().socket_guard = std::move(guard);
        return *this;
    }

    // Calls it on an event loop after the requests and frames that came at the same time were
    // handed to their handlers: for handlers that put together what they were given. It must not
    // block.
    Router& after_each_turn(std::function<void()> call);
    void end_turn() const {
        for (const auto& call : turn_ends_) call();
    }
    const std::vector<std::function<void()>>& turn_ends() const { return turn_ends_; }

    struct Route {
        std::string method;  // "GET"; "WS" for a WebSocket.
        std::string pattern;
        std::size_t number = 0;  // Its place in routes().
        Handler handler;         // Exactly one of the three is set.
        AsyncHandler async_handler;
        FrameHandler frame_handler;
        SocketGuard socket_guard;  // Of a WebSocket; empty: everybody may come in.
        bool has_parameters = false;
        // The server honours it as soon as the header tells the route; 0: ServerLimits'.
        std::size_t body_bytes_max = 0;
    };
    struct Found {
        const Route* route = nullptr;  // None: see the rest.
        Fields path_parameters;
        std::vector<std::string> allowed;  // The methods that this path has; empty: 404.
    };
    Found find(std::string_view method, std::string_view path) const;

    const std::vector<Route>& routes() const { return routes_; }

private:
    Router& add(Route route);

    std::vector<Route> routes_;
    std::vector<std::function<void()>> turn_ends_;
};

}  // namespace tts::http
