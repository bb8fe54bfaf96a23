#pragma once

#include "core/result.hpp"

#include <sys/socket.h>

#include <cstdint>
#include <string>

namespace tts::http {

// An IP address and a port, of version 4 or 6.
class SocketAddress {
public:
    // Errc::invalid if the text is no IP address.
    static Result<SocketAddress> parse(const std::string& address, std::uint16_t port);
    // Where the socket is bound; port 0 if it is not.
    static SocketAddress local(int socket);

    int family() const { return storage_.ss_family; }
    std::uint16_t port() const;
    void set_port(std::uint16_t port);
    bool is_loopback() const;
    std::string address_text() const;  // "127.0.0.1", "::1".

    sockaddr* raw() { return reinterpret_cast<sockaddr*>(&storage_); }
    const sockaddr* raw() const { return reinterpret_cast<const sockaddr*>(&storage_); }
    static constexpr socklen_t size_max = sizeof(sockaddr_storage);
    socklen_t size() const;

private:
    sockaddr_storage storage_{};
};

}  // namespace tts::http
