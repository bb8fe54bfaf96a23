#pragma once

#include "http/socket_address.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>

namespace tts::http {

// How many connections each address has, over all loops of a server, so that nobody takes the
// places of everybody. An IPv6 address counts as its /64: whoever has one of those has all of it.
// Any thread may call it.
class PeerConnections {
public:
    // What is counted as one. An IPv4 address inside an IPv6 one is itself.
    struct Peer {
        int family = 0;
        std::uint64_t network = 0;

        friend auto operator<=>(const Peer&, const Peer&) = default;
    };
    static Peer peer_of(const SocketAddress& address);

    // 0: as many as they like.
    explicit PeerConnections(std::size_t each_max) : each_max_(each_max) {}

    // False, and counted as refused, if the peer has all that it may. Who entered must leave.
    bool try_enter(const Peer& peer);
    void leave(const Peer& peer);

    std::size_t each_max() const { return each_max_; }
    std::uint64_t refused() const;

private:
    const std::size_t each_max_;
    mutable std::mutex mutex_;
    std::map<Peer, std::size_t> counts_;  // Guarded by mutex_; none is 0.
    std::uint64_t refused_ = 0;           // Guarded by mutex_.
};

}  // namespace tts::http
