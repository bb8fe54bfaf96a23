#pragma once

#include "http/message.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tts::http {

// True if the request asks for the WebSocket protocol at all.
bool is_web_socket_upgrade(const Request& request);

// 101 for a valid opening handshake (RFC 6455, 4.2), otherwise 400 or 426, saying why.
Response accept_web_socket(const Request& request);

// Appends an unfragmented text frame of a server.
void append_text_frame(std::string& out, std::string_view text);

// The reading side of a server's WebSocket (RFC 6455), without I/O and without extensions: puts
// messages together, answers pings and close frames, and ends the connection if the peer breaks the
// protocol. What it finds does not depend on the pieces in which the bytes come.
class WebSocketReader {
public:
    enum class Outcome {
        more,     // Needs more bytes.
        message,  // See message() and is_text(), valid until the next call.
        closing,  // Nothing that comes is read any more.
    };

    explicit WebSocketReader(std::size_t message_bytes_max)
        : message_bytes_max_(message_bytes_max) {}

    // Takes what it can off `input`, up to the end of one message; the rest must come again,
    // followed by more bytes.
    Outcome read(std::string_view& input);

    std::string_view message() const { return message_; }
    bool is_text() const { return kind_ == Kind::text; }

    // True once a close frame was received or is to be sent: no more messages will come, and
    // append_control_frames() must wait until the last answer is written.
    bool is_closing() const { return is_closing_; }

    // Begins the closing handshake from our side. The reason is at most 123 bytes.
    void close(std::uint16_t code, std::string_view reason);
    void ping() { is_ping_due_ = true; }

    // Appends the pongs, pings and close frames that are due.
    void append_control_frames(std::string& out);

    // True if it would not be missed: it is between two messages and has nothing to send.
    bool is_at_rest() const;

    // For another connection. Keeps its memory, unless that is much.
    void restart();

private:
    enum class Kind { none, text, binary };
    struct Header {
        int opcode = 0;
        bool is_final = false;
        std::uint64_t size = 0;
        std::array<char, 4> mask{};
    };

    bool read_header(std::string_view& input);
    bool check_header(const Header& header);
    void read_payload(std::string_view& input);
    Outcome end_frame();
    void end_control_frame();
    void answer_close();
    bool fail(std::uint16_t code);  // Always false.
    bool is_control() const { return (frame_.opcode & 0x8) != 0; }

    std::size_t message_bytes_max_;
    Header frame_;
    std::uint64_t payload_read_ = 0;  // Of the frame.
    bool has_header_ = false;
    std::string message_;  // What has come of it.
    Kind kind_ = Kind::none;
    bool is_message_open_ = false;  // More fragments come.
    bool is_message_done_ = false;  // Was returned; the next frame begins another.
    std::string control_;           // The payload of a control frame.

    std::string pong_;  // Its payload. Only the last ping needs an answer (RFC 6455, 5.5.3).
    bool is_pong_due_ = false;
    bool is_ping_due_ = false;
    bool is_closing_ = false;
    bool is_close_due_ = false;
    std::string close_payload_;
};

}  // namespace tts::http
