#include "bench/echo_server.hpp"

#include "http/server.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tts::bench {

namespace {

constexpr std::string_view body =
    R"({"ok":true,"queued_to":"chat:queue:streamer12:viewer_123456","stream":"comments_stream",)"
    R"("timestamp":"2026-11-23T18:05:09.123Z","id":"0193a5b2-7c4d-7e5f-8a9b-0c1d2e3f4a5b"})";

int listen_on(int port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const bool listens =
        bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
        listen(socket, SOMAXCONN) == 0;
    if (!listens) throw std::runtime_error("echo: cannot listen");
    return socket;
}

// The bytes of the first request, or 0 if it is not all there.
std::size_t first_request(std::string_view input) {
    constexpr std::string_view length_name = "Content-Length: ";
    const auto end = input.find("\r\n\r\n");
    if (end == std::string_view::npos) return 0;
    std::size_t length = 0;
    const auto name = input.find(length_name);
    if (name < end)
        std::from_chars(input.data() + name + length_name.size(), input.data() + end, length);
    const auto size = end + 4 + length;
    return size <= input.size() ? size : 0;
}

class EchoServer {
public:
    explicit EchoServer(int port) : listener_(listen_on(port)) {
        answer_ = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
        watch(listener_);
    }

    [[noreturn]] void run() {
        std::array<epoll_event, 128> events{};
        for (;;) {
            const int count = epoll_wait(epoll_, events.data(), events.size(), -1);
            for (int i = 0; i < count; ++i) {
                const int socket = events[static_cast<std::size_t>(i)].data.fd;
                socket == listener_ ? accept_one() : serve(socket);
            }
        }
    }

private:
    void watch(int socket) {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = socket;
        epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event);
    }

    void accept_one() {
        const int socket = accept(listener_, nullptr, nullptr);
        if (socket < 0) return;
        const int on = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(socket);
    }

    void serve(int socket) {
        const auto size = recv(socket, buffer_.data(), buffer_.size(), 0);
        if (size <= 0) {
            close(socket);
            inputs_.erase(socket);
            return;
        }
        std::string& input = inputs_[socket];
        input.append(buffer_.data(), static_cast<std::size_t>(size));
        out_.clear();
        std::size_t used = 0;
        for (std::size_t next = 0; (next = first_request(std::string_view(input).substr(used))) > 0;
             used += next)
            out_ += answer_;
        input.erase(0, used);
        if (!out_.empty() && send(socket, out_.data(), out_.size(), MSG_NOSIGNAL) < 0)
            close(socket);
    }

    int epoll_ = epoll_create1(0);
    int listener_;
    std::string answer_;
    std::string out_;
    std::array<char, 1 << 16> buffer_{};
    std::map<int, std::string> inputs_;
};

}  // namespace

void run_echo_server(int port) {
    EchoServer(port).run();
}

void run_front_server(int port) {
    http::Router router;
    router.on_async("POST", "/comments", [](const http::Request&, const http::Respond& respond) {
        respond(http::Response::json(std::string(body)));
    });
    http::ServerSettings settings;
    settings.port = static_cast<std::uint16_t>(port);
    settings.name = "front";
    const auto server = http::Server::start(settings, std::move(router)).value();
    for (;;) pause();
}

}  // namespace tts::bench
