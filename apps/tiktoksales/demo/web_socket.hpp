#pragma once

#include "core/result.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace tts::demo {

// The client's end of one WebSocket over plain TCP, just enough to send text and read the answer.
// Errors of every function: Errc::unavailable, after which the socket is of no more use. An
// instance belongs to one thread.
class WebSocket {
public:
    // `url` is the role's: "http://127.0.0.1:8081"; `path` the WebSocket's: "/ws/comments".
    static Result<WebSocket> connect(const std::string& url, const std::string& path);

    Result<void> send_text(std::string_view text);

    // The next text; pings in between are answered.
    Result<std::string> receive_text();

    ~WebSocket();
    WebSocket(WebSocket&& other) noexcept;
    WebSocket& operator=(WebSocket&& other) noexcept;

private:
    struct Frame {
        unsigned opcode = 0;
        std::string payload;
    };

    explicit WebSocket(int descriptor) : descriptor_(descriptor) {}

    Result<void> shake_hands(const std::string& host, const std::string& path);
    Result<void> write_all(std::string_view bytes);
    Result<void> write_frame(unsigned opcode, std::string_view payload);
    Result<Frame> read_frame();
    Result<void> fill(std::size_t size);  // Reads until `unread_` has that many bytes.

    int descriptor_ = -1;
    std::string unread_;
};

}  // namespace tts::demo
