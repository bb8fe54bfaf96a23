#pragma once

#include "support/tcp_client.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace tts::test {

enum class Opcode : std::uint8_t { continuation, text, binary, close = 8, ping, pong };

// A frame as it is on the wire.
struct Frame {
    Opcode opcode = Opcode::text;
    std::string payload;
    bool final = true;
};

// A WebSocket client that can also break the rules.
class WebSocketClient {
public:
    // Throws if the server refuses the handshake. `headers` are more of it, each with "\r\n".
    WebSocketClient(int port, const std::string& path, const std::string& headers = "");

    bool send(std::string_view text) { return send_frame({Opcode::text, std::string(text)}); }
    bool send_frame(const Frame& frame);
    bool send_raw(std::string_view bytes) { return connection_.send(bytes); }

    // The next frame; an empty one with Opcode::close if the server closed, asked or not, or said
    // nothing in time.
    Frame receive_frame();
    // The next text message; pings are skipped.
    std::string receive();

private:
    TcpClient connection_;
};

}  // namespace tts::test
