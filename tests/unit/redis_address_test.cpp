#include "adapters/redis/redis_address.hpp"

#include <gtest/gtest.h>

namespace tts {

TEST(RedisAddress, HasAPortAndADatabaseIfTheUrlNamesNone) {
    const RedisAddress address = RedisAddress::parse("redis://cache.example").value();

    EXPECT_EQ(address.host, "cache.example");
    EXPECT_EQ(address.port, 6379);
    EXPECT_EQ(address.database, 0);
    EXPECT_EQ(address.user, "");
    EXPECT_EQ(address.password, "");
}

TEST(RedisAddress, ReadsEveryPartOfTheUrl) {
    const RedisAddress address =
        RedisAddress::parse("redis://chat:p%40ss:w/o@rd@10.0.0.7:6380/12").value();

    EXPECT_EQ(address.user, "chat");
    EXPECT_EQ(address.password, "p@ss:w/o@rd");
    EXPECT_EQ(address.host, "10.0.0.7");
    EXPECT_EQ(address.port, 6380);
    EXPECT_EQ(address.database, 12);
    EXPECT_EQ(address.to_string(), "redis://10.0.0.7:6380/12");
}

TEST(RedisAddress, ReadsAnIpv6Host) {
    const RedisAddress address = RedisAddress::parse("redis://[::1]:6380/").value();

    EXPECT_EQ(address.host, "::1");
    EXPECT_EQ(address.port, 6380);
    EXPECT_EQ(address.to_string(), "redis://[::1]:6380/0");
}

TEST(RedisAddress, RefusesOtherUrlsWithoutRepeatingThePassword) {
    for (const std::string url :
         {"", "localhost:6379", "http://localhost", "rediss://localhost", "redis://",
          "redis://host:", "redis://host:0", "redis://host:65536", "redis://host:6379x",
          "redis://host/-1", "redis://host/x", "redis://secret@host", "redis://:secret%4@host",
          "redis://:secret@", "redis://[::1", "redis://[::1]6379"}) {
        const auto address = RedisAddress::parse(url);

        ASSERT_FALSE(address) << url;
        EXPECT_EQ(address.error().code(), Errc::invalid);
        EXPECT_EQ(address.error().what().find("secret"), std::string::npos) << url;
    }
}

}  // namespace tts
