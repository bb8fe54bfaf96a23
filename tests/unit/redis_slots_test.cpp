#include "adapters/redis/redis_slots.hpp"

#include <gtest/gtest.h>

namespace tts {

// The first is the check value of CRC16/XMODEM (0x31c3) in the cluster specification, the others
// are what `CLUSTER KEYSLOT` of Redis 7.0 says.
TEST(RedisSlots, AreThoseOfTheSpecification) {
    EXPECT_EQ(redis_slot_of("123456789"), 0x31c3);
    EXPECT_EQ(redis_slot_of("foo"), 12'182);
    EXPECT_EQ(redis_slot_of("bar"), 5'061);
    EXPECT_EQ(redis_slot_of(""), 0);
    EXPECT_EQ(redis_slot_of("chat:queue:ñandú:💃"), redis_slot_of("{chat:queue:ñandú:💃}"));
}

TEST(RedisSlots, OnlyTheFirstTagCountsAndOnlyIfThereIsSomethingInIt) {
    EXPECT_EQ(redis_slot_of("{user1000}.following"), redis_slot_of("user1000"));
    EXPECT_EQ(redis_slot_of("chat:due:{17}"), redis_slot_of("chat:inflight:{17}"));
    EXPECT_EQ(redis_slot_of("foo{{bar}}zap"), redis_slot_of("{bar"));
    EXPECT_EQ(redis_slot_of("foo{bar}{zap}"), redis_slot_of("bar"));
    EXPECT_NE(redis_slot_of("foo{}{bar}"), redis_slot_of("bar"));
    EXPECT_NE(redis_slot_of("foo{bar"), redis_slot_of("bar"));
}

TEST(RedisSlots, EveryOneHasATag) {
    for (int slot = 0; slot < redis_slots; slot += 331)
        EXPECT_EQ(redis_slot_of("chat:{" + redis_tag_of_slot(slot) + "}:{x}"), slot);
}

TEST(RedisSlots, ACommandGoesWhereItsKeyIs) {
    RedisCommands commands;
    commands.add({"RPUSH", "chat:queue:anna:bob", "{\"a\":\r\n\"$5\"}"});
    commands.add({"EVAL", "return 0", "1", "foo", "bar"});
    commands.add({"XINFO", "GROUPS", "bar"});
    commands.add({"INFO", "server"});
    commands.add({"GET", ""});

    const auto routed = route(commands);

    ASSERT_EQ(routed.size(), 5U);
    EXPECT_EQ(routed[0].slot, redis_slot_of("chat:queue:anna:bob"));
    EXPECT_EQ(routed[1].slot, redis_slot_of("foo"));
    EXPECT_EQ(routed[2].slot, redis_slot_of("bar"));
    EXPECT_EQ(routed[3].slot, std::nullopt);
    EXPECT_EQ(routed[4].slot, 0);
    std::string all;
    for (const RoutedCommand& each : routed) all += each.bytes;
    EXPECT_EQ(all, commands.bytes());
    EXPECT_EQ(routed[3].bytes, "*2\r\n$4\r\nINFO\r\n$6\r\nserver\r\n");
}

TEST(RedisCommandsThen, SplitsOnceAndIsTheWholeOtherwise) {
    RedisCommands commands;
    commands.add({"GET", "a"});
    EXPECT_EQ(commands.first_part(), 1U);
    commands.then();
    commands.add({"GET", "b"});

    EXPECT_EQ(commands.first_part(), 1U);
    EXPECT_EQ(commands.size(), 2U);
}

}  // namespace tts
