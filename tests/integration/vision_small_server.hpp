#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>

namespace tts::test {

// A server on loopback that answers each connection's one request with whatever bytes it is told
// to, and counts. One connection after the other.
class SmallServer {
public:
    // An answer that is never sent: the connection stays open until the client has had enough.
    static constexpr std::string_view never = "never";

    using Answer = std::function<std::string(const std::string& request)>;

    explicit SmallServer(Answer answer) : answer_(std::move(answer)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        // All of 127.0.0.0/8 leads here, so that 127.0.0.2 would reach it as well.
        address.sin_addr.s_addr = htonl(INADDR_ANY);
        socklen_t size = sizeof(address);
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, any, size) != 0 || ::listen(listener_, 16) != 0 ||
            ::getsockname(listener_, any, &size) != 0)
            throw std::runtime_error("no port to listen on");
        port_ = ntohs(address.sin_port);
        thread_ = std::jthread([this](const std::stop_token& stop) { serve(stop); });
    }

    ~SmallServer() {
        thread_.request_stop();
        thread_.join();
        ::close(listener_);
    }
    SmallServer(const SmallServer&) = delete;
    SmallServer& operator=(const SmallServer&) = delete;

    std::uint16_t port() const { return port_; }
    int requests() const { return requests_; }

private:
    static bool is_readable(int socket) {
        pollfd waiting{.fd = socket, .events = POLLIN, .revents = 0};
        return ::poll(&waiting, 1, 20) > 0;
    }

    void serve(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            if (!is_readable(listener_)) continue;
            const int client = ::accept(listener_, nullptr, nullptr);
            if (client < 0) continue;
            ++requests_;
            converse(client, stop);
            ::close(client);
        }
    }

    // The head, and as much body as it announces.
    static std::string read_request(int client, const std::stop_token& stop) {
        std::string request;
        std::array<char, 65'536> buffer{};
        while (!stop.stop_requested()) {
            const auto end = request.find("\r\n\r\n");
            if (end != std::string::npos && request.size() >= end + 4 + body_size(request)) break;
            if (!is_readable(client)) continue;
            const ssize_t got = ::recv(client, buffer.data(), buffer.size(), 0);
            if (got <= 0) break;
            request.append(buffer.data(), static_cast<std::size_t>(got));
        }
        return request;
    }

    static std::size_t body_size(const std::string& request) {
        constexpr std::string_view name = "Content-Length: ";
        const auto at = request.find(name);
        return at == std::string::npos ? 0 : std::stoul(request.substr(at + name.size()));
    }

    void converse(int client, const std::stop_token& stop) {
        const std::string request = read_request(client, stop);
        const std::string answer = answer_(request);
        if (answer == never) {
            std::array<char, 16> ignored{};
            while (!stop.stop_requested())
                if (is_readable(client) && ::recv(client, ignored.data(), ignored.size(), 0) <= 0)
                    return;
            return;
        }
        std::string_view rest = answer;
        while (!rest.empty()) {
            const ssize_t sent = ::send(client, rest.data(), rest.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            rest.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    Answer answer_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<int> requests_{0};
    std::jthread thread_;
};

}  // namespace tts::test
