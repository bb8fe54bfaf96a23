#include "support/tcp_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace tts::test {

TcpClient::TcpClient(int port, std::chrono::milliseconds timeout)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval patience{.tv_sec = timeout.count() / 1000,
                           .tv_usec = timeout.count() % 1000 * 1000};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    const int on = 1;
    setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        close(socket_);
        throw std::runtime_error("nobody listens on port " + std::to_string(port));
    }
}

TcpClient::~TcpClient() {
    close(socket_);
}

bool TcpClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool TcpClient::receive_some() {
    std::array<char, 16'384> block{};
    const auto size = recv(socket_, block.data(), block.size(), 0);
    const bool timed_out = size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (size <= 0) {
        ended_by_peer_ = !timed_out;
        return false;
    }
    received_.append(block.data(), static_cast<std::size_t>(size));
    return true;
}

std::string TcpClient::receive(std::size_t size) {
    while (received_.size() < size && receive_some()) {
    }
    auto taken = received_.substr(0, size);
    received_.erase(0, size);
    return taken;
}

std::string TcpClient::receive_until(std::string_view end) {
    auto at = received_.find(end);
    while (at == std::string::npos && receive_some()) at = received_.find(end);
    if (at == std::string::npos) return std::exchange(received_, {});
    return receive(at + end.size());
}

std::string TcpClient::receive_all() {
    while (receive_some()) {
    }
    return std::exchange(received_, {});
}

bool TcpClient::is_closed_by_peer() {
    receive_all();
    return ended_by_peer_;
}

}  // namespace tts::test
