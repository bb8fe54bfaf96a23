#include "adapters/redis/redis_address.hpp"

#include <gtest/gtest.h>

namespace tts {

namespace {

// The only one of the URL.
RedisAddress one(std::string_view url) {
    const auto addresses = RedisAddress::parse(url).value();
    EXPECT_EQ(addresses.size(), 1U);
    return addresses.at(0);
}

}  // namespace

TEST(RedisAddress, HasAPortAndADatabaseIfTheUrlNamesNone) {
    const RedisAddress address = one("redis://cache.example");

    EXPECT_EQ(address.host, "cache.example");
    EXPECT_EQ(address.port, 6379);
    EXPECT_EQ(address.database, 0);
    EXPECT_EQ(address.user, "");
    EXPECT_EQ(address.password, "");
}

TEST(RedisAddress, ReadsEveryPartOfTheUrl) {
    const RedisAddress address = one("redis://chat:p%40ss:w/o@rd@10.0.0.7:6380/12");

    EXPECT_EQ(address.user, "chat");
    EXPECT_EQ(address.password, "p@ss:w/o@rd");
    EXPECT_EQ(address.host, "10.0.0.7");
    EXPECT_EQ(address.port, 6380);
    EXPECT_EQ(address.database, 12);
    EXPECT_EQ(address.to_string(), "redis://10.0.0.7:6380/12");
}

TEST(RedisAddress, ReadsAnIpv6Host) {
    const RedisAddress address = one("redis://[::1]:6380/");

    EXPECT_EQ(address.host, "::1");
    EXPECT_EQ(address.port, 6380);
    EXPECT_EQ(address.to_string(), "redis://[::1]:6380/0");
}

TEST(RedisAddress, ReadsTheNodesOfACluster) {
    const auto nodes = RedisAddress::parse("redis://chat:secret@one:7000,two,[::1]:7002").value();

    ASSERT_EQ(nodes.size(), 3U);
    EXPECT_EQ(nodes[0].endpoint(), "one:7000");
    EXPECT_EQ(nodes[1].endpoint(), "two:6379");
    EXPECT_EQ(nodes[2].endpoint(), "[::1]:7002");
    for (const RedisAddress& node : nodes) {
        EXPECT_EQ(node.user, "chat");
        EXPECT_EQ(node.password, "secret");
    }
}

TEST(RedisAddress, RefusesOtherUrlsWithoutRepeatingThePassword) {
    for (const std::string url : {"",
                                  "localhost:6379",
                                  "http://localhost",
                                  "rediss://localhost",
                                  "redis://",
                                  "redis://host:",
                                  "redis://host:0",
                                  "redis://host:65536",
                                  "redis://host:6379x",
                                  "redis://host/-1",
                                  "redis://host/x",
                                  "redis://secret@host",
                                  "redis://:secret%4@host",
                                  "redis://:secret@",
                                  "redis://[::1",
                                  "redis://[::1]6379",
                                  "redis://one,",
                                  "redis://,two",
                                  "redis://one,two:x",
                                  "redis://one,two/1"}) {
        const auto address = RedisAddress::parse(url);

        ASSERT_FALSE(address) << url;
        EXPECT_EQ(address.error().code(), Errc::invalid);
        EXPECT_EQ(address.error().what().find("secret"), std::string::npos) << url;
    }
}

}  // namespace tts
