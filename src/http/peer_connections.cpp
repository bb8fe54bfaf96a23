#include "http/peer_connections.hpp"

#include <netinet/in.h>

#include <cstring>

namespace tts::http {

PeerConnections::Peer PeerConnections::peer_of(const SocketAddress& address) {
    Peer peer{.family = address.family()};
    if (address.family() != AF_INET6) {
        const auto& v4 = reinterpret_cast<const sockaddr_in*>(address.raw())->sin_addr;
        peer.network = v4.s_addr;
        return peer;
    }
    const auto& v6 = reinterpret_cast<const sockaddr_in6*>(address.raw())->sin6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&v6)) {
        std::uint32_t v4 = 0;
        constexpr std::size_t v4_at = 12;
        std::memcpy(&v4, v6.s6_addr + v4_at, sizeof v4);
        return {.family = AF_INET, .network = v4};
    }
    std::memcpy(&peer.network, v6.s6_addr, sizeof peer.network);
    return peer;
}

bool PeerConnections::try_enter(const Peer& peer) {
    if (each_max_ == 0) return true;
    const std::lock_guard lock(mutex_);
    std::size_t& count = counts_[peer];
    if (count >= each_max_) {
        ++refused_;
        return false;
    }
    ++count;
    return true;
}

void PeerConnections::leave(const Peer& peer) {
    if (each_max_ == 0) return;
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(peer);
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

std::uint64_t PeerConnections::refused() const {
    const std::lock_guard lock(mutex_);
    return refused_;
}

}  // namespace tts::http
