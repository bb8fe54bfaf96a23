#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tts::test {

struct RawResponse {
    int status = 0;
    std::string head;
    std::string body;

    bool has(std::string_view text) const { return head.find(text) != std::string::npos; }
};

// A socket that sends exactly the bytes that a test wants, broken ones too. Nothing waits longer
// than half a minute.
class RawClient {
public:
    explicit RawClient(std::uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect");
    }
    ~RawClient() { close(fd_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    // False if the server has closed the connection.
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    void end_sending() { shutdown(fd_, SHUT_WR); }

    // The next response of the server, whatever it sent after that is kept.
    RawResponse receive(bool is_head = false) {
        RawResponse response;
        const auto end = wait_for("\r\n\r\n");
        response.head = received_.substr(0, end + 4);
        received_.erase(0, end + 4);
        response.status = std::atoi(response.head.c_str() + 9);
        const auto at = response.head.find("Content-Length: ");
        if (is_head || at == std::string::npos) return response;
        const auto size = static_cast<std::size_t>(std::atoll(response.head.c_str() + at + 16));
        response.body = receive_bytes(size);
        return response;
    }

    std::string receive_bytes(std::size_t size) {
        while (received_.size() < size)
            if (!receive_more()) throw std::runtime_error("closed early: " + received_);
        std::string bytes = received_.substr(0, size);
        received_.erase(0, size);
        return bytes;
    }

    // The payload of the next frame; `first_byte` tells what kind it is.
    struct Frame {
        int first_byte = 0;
        std::string payload;
    };
    Frame receive_frame() {
        const auto head = receive_bytes(2);
        auto size = static_cast<std::size_t>(static_cast<unsigned char>(head[1]));
        const auto more = size == 126 ? receive_bytes(2) : size == 127 ? receive_bytes(8) : "";
        if (!more.empty()) size = 0;
        for (const char c : more) size = size << 8 | static_cast<unsigned char>(c);
        return {static_cast<unsigned char>(head[0]), receive_bytes(size)};
    }

    // True once something has come; false if the server closes first.
    bool answers() { return !received_.empty() || receive_more(); }

    // True if the server closes without sending anything more.
    bool is_closed_by_server() { return received_.empty() && !receive_more(); }

private:
    std::size_t wait_for(std::string_view text) {
        for (;;) {
            const auto at = received_.find(text);
            if (at != std::string::npos) return at;
            if (!receive_more()) throw std::runtime_error("closed early: " + received_);
        }
    }

    bool receive_more() {
        pollfd wait{fd_, POLLIN, 0};
        if (poll(&wait, 1, 30'000) != 1) throw std::runtime_error("the server does not answer");
        char buffer[16'384];
        const auto size = recv(fd_, buffer, sizeof buffer, 0);
        if (size <= 0) return false;
        received_.append(buffer, static_cast<std::size_t>(size));
        return true;
    }

    int fd_;
    std::string received_;
};

inline std::string get_request(std::string_view target, std::string_view more_headers = "") {
    std::string request = "GET ";
    request.append(target).append(" HTTP/1.1\r\nHost: localhost\r\n").append(more_headers);
    return request.append("\r\n");
}

inline std::string post_request(std::string_view target, std::string_view body) {
    std::string request = "POST ";
    request.append(target).append(" HTTP/1.1\r\nHost: localhost\r\nContent-Length: ");
    request.append(std::to_string(body.size())).append("\r\n\r\n").append(body);
    return request;
}

constexpr std::string_view upgrade_headers =
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

// A masked frame, as a client must send it. 0x81: a whole text.
inline std::string client_frame(std::string_view payload, int first_byte = 0x81) {
    std::string frame(1, static_cast<char>(first_byte));
    const auto size = payload.size();
    if (size < 126) {
        frame += static_cast<char>(0x80 | size);
    } else if (size < 65'536) {
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(size >> 8);
        frame += static_cast<char>(size & 0xff);
    } else {
        frame += static_cast<char>(0x80 | 127);
        for (int shift = 56; shift >= 0; shift -= 8)
            frame += static_cast<char>(size >> shift & 0xff);
    }
    constexpr std::string_view mask = "mask";
    frame += mask;
    for (std::size_t i = 0; i < size; ++i) frame += static_cast<char>(payload[i] ^ mask[i % 4]);
    return frame;
}

}  // namespace tts::test
