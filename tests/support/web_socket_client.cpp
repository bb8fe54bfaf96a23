#include "support/web_socket_client.hpp"

#include <array>
#include <stdexcept>

namespace tts::test {

namespace {

// The example of RFC 6455, section 1.3, so that the right answer is known without hashing.
constexpr std::string_view key = "dGhlIHNhbXBsZSBub25jZQ==";
constexpr std::string_view accept = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

constexpr std::array<unsigned char, 4> mask = {0x5a, 0x17, 0xc3, 0x88};

char byte(std::size_t value) {
    return static_cast<char>(static_cast<unsigned char>(value & 0xff));
}

void append_length(std::string& out, std::size_t length) {
    constexpr std::size_t masked = 0x80;
    if (length < 126) {
        out += byte(masked | length);
    } else if (length < 65'536) {
        out += byte(masked | 126);
        out += {byte(length >> 8), byte(length)};
    } else {
        out += byte(masked | 127);
        for (int shift = 56; shift >= 0; shift -= 8) out += byte(length >> shift);
    }
}

std::size_t big_endian(std::string_view bytes) {
    std::size_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

}  // namespace

WebSocketClient::WebSocketClient(int port, const std::string& path, const std::string& headers)
    : connection_(port) {
    connection_.send("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port) +
                     "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                     "\r\nSec-WebSocket-Key: " +
                     std::string(key) + "\r\n" + headers + "\r\n");
    const auto answer = connection_.receive_until("\r\n\r\n");
    if (answer.find(" 101 ") == std::string::npos || answer.find(accept) == std::string::npos)
        throw std::runtime_error("the server refused the WebSocket: " + answer);
}

bool WebSocketClient::send_frame(const Frame& frame) {
    std::string bytes;
    bytes += byte((frame.final ? 0x80U : 0U) | static_cast<unsigned>(frame.opcode));
    append_length(bytes, frame.payload.size());
    for (const auto part : mask) bytes += byte(part);
    for (std::size_t i = 0; i < frame.payload.size(); ++i)
        bytes += byte(static_cast<unsigned char>(frame.payload[i]) ^ mask[i % mask.size()]);
    return connection_.send(bytes);
}

Frame WebSocketClient::receive_frame() {
    const auto head = connection_.receive(2);
    if (head.size() < 2) return {.opcode = Opcode::close, .payload = {}};
    const auto first = static_cast<unsigned char>(head[0]);
    std::size_t length = static_cast<unsigned char>(head[1]);
    if (length == 126) length = big_endian(connection_.receive(2));
    if (length == 127) length = big_endian(connection_.receive(8));
    return {.opcode = static_cast<Opcode>(first & 0x0f),
            .payload = connection_.receive(length),
            .final = (first & 0x80) != 0};
}

std::string WebSocketClient::receive() {
    for (;;) {
        const auto frame = receive_frame();
        if (frame.opcode == Opcode::text) return frame.payload;
        if (frame.opcode == Opcode::close)
            throw std::runtime_error("the WebSocket was closed: " + frame.payload);
    }
}

}  // namespace tts::test
