#include "apps/tiktoksales/demo/web_socket.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

namespace tts::demo {

namespace {

constexpr unsigned opcode_text = 1;
constexpr unsigned opcode_close = 8;
constexpr unsigned opcode_ping = 9;
constexpr unsigned opcode_pong = 10;
constexpr timeval patience = {.tv_sec = 60, .tv_usec = 0};
constexpr std::size_t answer_bytes_max = 65'536;

Error broken(std::string what) {
    return {Errc::unavailable, "WebSocket: " + std::move(what)};
}

struct FreeAddresses {
    void operator()(addrinfo* addresses) const { freeaddrinfo(addresses); }
};

// "http://host:port" without the scheme and what follows the port.
std::string host_of(const std::string& url) {
    const auto scheme = url.find("://");
    const auto from = scheme == std::string::npos ? 0 : scheme + 3;
    return url.substr(from, url.find('/', from) - from);
}

int open_socket(const std::string& host) {
    const auto colon = host.rfind(':');
    const std::string name = host.substr(0, colon);
    const std::string port = colon == std::string::npos ? "80" : host.substr(colon + 1);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(name.c_str(), port.c_str(), &hints, &found) != 0) return -1;
    const std::unique_ptr<addrinfo, FreeAddresses> addresses(found);

    for (const addrinfo* address = found; address != nullptr; address = address->ai_next) {
        const int descriptor = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (descriptor < 0) continue;
        const int on = 1;
        setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
        if (connect(descriptor, address->ai_addr, address->ai_addrlen) == 0) return descriptor;
        close(descriptor);
    }
    return -1;
}

std::size_t big_endian(std::string_view bytes) {
    std::size_t number = 0;
    for (const char byte : bytes) number = number << 8U | static_cast<unsigned char>(byte);
    return number;
}

}  // namespace

WebSocket::~WebSocket() {
    if (descriptor_ >= 0) close(descriptor_);
}

WebSocket::WebSocket(WebSocket&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), unread_(std::move(other.unread_)) {}

WebSocket& WebSocket::operator=(WebSocket&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(unread_, other.unread_);
    return *this;
}

Result<WebSocket> WebSocket::connect(const std::string& url, const std::string& path) {
    const std::string host = host_of(url);
    WebSocket socket(open_socket(host));
    if (socket.descriptor_ < 0) return broken("cannot connect to " + host);
    if (const auto shaken = socket.shake_hands(host, path); !shaken) return shaken.error();
    return socket;
}

Result<void> WebSocket::shake_hands(const std::string& host, const std::string& path) {
    // Any 16 bytes do as the key: it only keeps caches from answering.
    const std::string request = "GET " + path + " HTTP/1.1\r\nHost: " + host +
                                "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                "Sec-WebSocket-Version: 13\r\n"
                                "Sec-WebSocket-Key: dGlrdG9rc2FsZXMtZGVtbw==\r\n\r\n";
    if (const auto sent = write_all(request); !sent) return sent;

    constexpr std::string_view end = "\r\n\r\n";
    while (unread_.find(end) == std::string::npos) {
        if (unread_.size() > answer_bytes_max) return broken("the handshake has no end");
        if (const auto filled = fill(unread_.size() + 1); !filled) return filled;
    }
    if (!unread_.starts_with("HTTP/1.1 101 "))
        return broken("refused: " + unread_.substr(0, unread_.find('\r')));
    unread_.erase(0, unread_.find(end) + end.size());
    return {};
}

Result<void> WebSocket::send_text(std::string_view text) {
    return write_frame(opcode_text, text);
}

Result<std::string> WebSocket::receive_text() {
    for (;;) {
        auto frame = read_frame();
        if (!frame) return frame.error();
        if (frame->opcode == opcode_text) return std::move(frame->payload);
        if (frame->opcode == opcode_close) return broken("closed by the server");
        if (frame->opcode != opcode_ping) continue;
        if (const auto sent = write_frame(opcode_pong, frame->payload); !sent) return sent.error();
    }
}

Result<WebSocket::Frame> WebSocket::read_frame() {
    if (const auto filled = fill(2); !filled) return filled.error();
    const unsigned opcode = static_cast<unsigned char>(unread_[0]) & 0x0fU;
    std::size_t size = static_cast<unsigned char>(unread_[1]) & 0x7fU;
    const std::size_t extra = size == 127 ? 8 : size == 126 ? 2 : 0;
    if (const auto filled = fill(2 + extra); !filled) return filled.error();
    if (extra > 0) size = big_endian(std::string_view(unread_).substr(2, extra));
    if (size > answer_bytes_max) return broken("an answer is too long");
    if (const auto filled = fill(2 + extra + size); !filled) return filled.error();

    Frame frame{.opcode = opcode, .payload = unread_.substr(2 + extra, size)};
    unread_.erase(0, 2 + extra + size);
    return frame;
}

Result<void> WebSocket::write_frame(unsigned opcode, std::string_view payload) {
    // A client must mask; against a server that we trust, any mask will do.
    constexpr std::array<unsigned char, 4> mask = {0x5a, 0x13, 0xc7, 0x2e};
    std::string frame;
    frame += static_cast<char>(0x80U | opcode);
    if (payload.size() < 126) {
        frame += static_cast<char>(0x80U | payload.size());
    } else if (payload.size() <= 0xffff) {
        frame += static_cast<char>(0x80U | 126U);
        frame += static_cast<char>(payload.size() >> 8U);
        frame += static_cast<char>(payload.size() & 0xffU);
    } else {
        return broken("the text is too long");
    }
    for (const unsigned char byte : mask) frame += static_cast<char>(byte);
    for (std::size_t i = 0; i < payload.size(); ++i)
        frame += static_cast<char>(static_cast<unsigned char>(payload[i]) ^ mask[i % mask.size()]);
    return write_all(frame);
}

Result<void> WebSocket::write_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return broken(std::string("cannot send: ") + std::strerror(errno));
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
}

Result<void> WebSocket::fill(std::size_t size) {
    while (unread_.size() < size) {
        std::array<char, 4'096> bytes{};
        const auto received = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
        if (received == 0) return broken("closed by the server");
        if (received < 0) return broken(std::string("cannot read: ") + std::strerror(errno));
        unread_.append(bytes.data(), static_cast<std::size_t>(received));
    }
    return {};
}

}  // namespace tts::demo
