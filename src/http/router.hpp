#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tts::http {

// Runs on a thread of the server's pool and may block.
using Handler = std::function<Response(const Request&)>;

// Gives the answer; from any thread, exactly once. Not calling it leaves the client waiting.
using Respond = std::function<void(Response)>;

// Runs on an event loop: it must not block, and answers through `respond` later.
using AsyncHandler = std::function<void(Request request, Respond respond)>;

// Answers one frame; from any thread, exactly once. Answers are sent in the order of the frames.
using Reply = std::function<void(std::string)>;

// One message of a WebSocket, whole. Runs on an event loop and must not block.
using FrameHandler = std::function<void(std::string frame, Reply reply)>;

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

    struct Route {
        std::string method;  // "GET"; "WS" for a WebSocket.
        std::string pattern;
        std::size_t number = 0;  // Its place in routes().
        Handler handler;         // Exactly one of the three is set.
        AsyncHandler async_handler;
        FrameHandler frame_handler;
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
};

}  // namespace tts::http
