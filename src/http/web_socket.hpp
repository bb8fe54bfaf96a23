#pragma once

#include "http/message.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct wslay_event_context;

namespace tts::http {

// True if the request asks for the WebSocket protocol at all.
bool is_web_socket_upgrade(const Request& request);

// 101 for a valid opening handshake (RFC 6455, 4.2), otherwise 400 or 426, saying why.
Response accept_web_socket(const Request& request);

// Appends an unfragmented text frame of a server.
void append_text_frame(std::string& out, std::string_view text);

// The reading side of a server's WebSocket, without I/O: puts messages together, answers pings and
// close frames, and ends the connection if the peer breaks the protocol.
class WebSocketReader {
public:
    struct Message {
        bool is_text = false;
        std::string payload;
    };
    using OnMessage = std::function<void(Message)>;

    WebSocketReader(std::size_t message_bytes_max, OnMessage on_message);
    ~WebSocketReader();
    WebSocketReader(const WebSocketReader&) = delete;
    WebSocketReader& operator=(const WebSocketReader&) = delete;

    void read(std::string_view bytes);

    // True once a close frame was received or is to be sent: no more messages will come, and
    // append_control_frames() must wait until the last answer is written.
    bool is_closing() const;

    // Begins the closing handshake from our side.
    void close(std::uint16_t code, std::string_view reason);
    void ping();

    // Appends the pongs, pings and close frames that are due.
    void append_control_frames(std::string& out);

private:
    struct Callbacks;
    friend struct Callbacks;

    std::unique_ptr<wslay_event_context, void (*)(wslay_event_context*)> context_;
    OnMessage on_message_;
    std::string_view input_;         // What read() has not taken yet.
    std::string* output_ = nullptr;  // Set while append_control_frames() runs.
    bool failed_ = false;
};

}  // namespace tts::http
