#include "http/peer_connections.hpp"

#include <gtest/gtest.h>

using namespace tts::http;

namespace {

PeerConnections::Peer peer(const char* address) {
    return PeerConnections::peer_of(SocketAddress::parse(address, 4711).value());
}

}  // namespace

TEST(PeerConnections, OfOneAddressAreLimitedAndThoseOfOthersAreTheirOwn) {
    PeerConnections connections(2);

    EXPECT_TRUE(connections.try_enter(peer("192.0.2.1")));
    EXPECT_TRUE(connections.try_enter(peer("192.0.2.1")));
    EXPECT_FALSE(connections.try_enter(peer("192.0.2.1")));
    EXPECT_TRUE(connections.try_enter(peer("192.0.2.2")));
    EXPECT_EQ(connections.refused(), 1U);
}

TEST(PeerConnections, ThatEndMakeRoomForOthers) {
    PeerConnections connections(1);
    EXPECT_TRUE(connections.try_enter(peer("192.0.2.1")));
    EXPECT_FALSE(connections.try_enter(peer("192.0.2.1")));

    connections.leave(peer("192.0.2.1"));

    EXPECT_TRUE(connections.try_enter(peer("192.0.2.1")));
}

TEST(PeerConnections, OfIpv6CountByTheNetworkThatOneHas) {
    EXPECT_EQ(peer("2001:db8:1:2::1"), peer("2001:db8:1:2:ffff::9"));
    EXPECT_NE(peer("2001:db8:1:2::1"), peer("2001:db8:1:3::1"));
    EXPECT_EQ(peer("::ffff:192.0.2.1"), peer("192.0.2.1"));
}

TEST(PeerConnections, WithoutALimitAreNotRefused) {
    PeerConnections connections(0);
    for (int i = 0; i < 1'000; ++i) EXPECT_TRUE(connections.try_enter(peer("192.0.2.1")));
    EXPECT_EQ(connections.refused(), 0U);
}
