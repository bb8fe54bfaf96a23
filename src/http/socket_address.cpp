#include "http/socket_address.hpp"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>

#include <array>
#include <cstring>

namespace tts::http {

Result<SocketAddress> SocketAddress::parse(const std::string& address, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (address.empty() || getaddrinfo(address.c_str(), nullptr, &hints, &found) != 0)
        return Error(Errc::invalid, "'" + address + "' is not an IP address");
    SocketAddress result;
    std::memcpy(&result.storage_, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    result.set_port(port);
    return result;
}

SocketAddress SocketAddress::local(int socket) {
    SocketAddress address;
    socklen_t size = size_max;
    if (getsockname(socket, address.raw(), &size) != 0) return {};
    return address;
}

std::uint16_t SocketAddress::port() const {
    if (family() == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6*>(&storage_)->sin6_port);
    return ntohs(reinterpret_cast<const sockaddr_in*>(&storage_)->sin_port);
}

void SocketAddress::set_port(std::uint16_t port) {
    if (family() == AF_INET6) {
        reinterpret_cast<sockaddr_in6*>(&storage_)->sin6_port = htons(port);
    } else {
        reinterpret_cast<sockaddr_in*>(&storage_)->sin_port = htons(port);
    }
}

bool SocketAddress::is_loopback() const {
    if (family() == AF_INET6) {
        const auto& address = reinterpret_cast<const sockaddr_in6*>(&storage_)->sin6_addr;
        return IN6_IS_ADDR_LOOPBACK(&address);
    }
    const auto& address = reinterpret_cast<const sockaddr_in*>(&storage_)->sin_addr;
    return (ntohl(address.s_addr) >> 24) == 127;
}

std::string SocketAddress::address_text() const {
    std::array<char, NI_MAXHOST> text{};
    if (getnameinfo(raw(), size(), text.data(), text.size(), nullptr, 0, NI_NUMERICHOST) != 0)
        return {};
    return text.data();
}

socklen_t SocketAddress::size() const {
    return family() == AF_INET6 ? sizeof(sockaddr_in6) : sizeof(sockaddr_in);
}

}  // namespace tts::http
