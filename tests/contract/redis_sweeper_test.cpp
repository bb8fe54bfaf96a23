// Lists that others wrote, broke or deleted, and lists that a writer left half done.

#include "adapters/redis/queue_entry.hpp"
#include "contract/redis_queue_fixture.hpp"

namespace tts {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

class RedisSweeper : public RedisQueue {
protected:
    void push(const std::string& list, const std::string& entry) {
        redis.command({"RPUSH", list, entry});
    }

    // Nothing that the sweeper finds now has to settle any more.
    Timestamp later() { return now() + minute; }
};

TEST_F(RedisSweeper, AnEntryOfAnOutsideProducerIsStampedInPlaceAndProcessed) {
    const std::string entry = outside_entry("bob", "lo quiero");
    push("chat:queue:anna:bob", entry);
    const auto before = now();

    sweep_all();
    const Texts stamped = redis.list("chat:queue:anna:bob");
    const Batch batch = take(later());

    ASSERT_EQ(stamped.size(), 1U);
    EXPECT_TRUE(stamped[0].starts_with(entry.substr(0, entry.size() - 1))) << stamped[0];
    ASSERT_EQ(batch.bursts.size(), 1U);
    const Comment& adopted = batch.bursts[0].comments.at(0);
    EXPECT_EQ(adopted.message, "lo quiero");
    EXPECT_GE(adopted.arrived_at(), before);
    EXPECT_EQ(adopted.timestamp, adopted.arrived_at());
    EXPECT_NE(stamped[0].find(adopted.id.to_string()), std::string::npos);
    const auto stream = redis.newest("comments_stream", 10);
    ASSERT_EQ(stream.size(), 1U);
    EXPECT_EQ(stream[0].field("id"), adopted.id.to_string());
    EXPECT_EQ(stream[0].field("origin"), "foreign");
}

TEST_F(RedisSweeper, AnAdoptedListSettlesFromTheMomentThatItWasSeen) {
    push("chat:queue:anna:bob", outside_entry("bob", "mine"));
    const auto before = now();
    sweep_all();

    EXPECT_TRUE(take(before + settings.settle - 1ms).bursts.empty());
    EXPECT_FALSE(take(now() + settings.settle).bursts.empty());
}

TEST_F(RedisSweeper, AListWithoutATimeToLiveGetsOneAndAnotherKeepsItsOwn) {
    push("chat:queue:anna:bob", outside_entry("bob", "mine"));
    push("chat:queue:anna:cleo", outside_entry("cleo", "mine"));
    redis.command({"EXPIRE", "chat:queue:anna:cleo", "5000"});

    sweep_all();

    expect_seconds_to_live("chat:queue:anna:bob", week_in_seconds, start);
    expect_seconds_to_live("chat:queue:anna:cleo", 5'000, start);
}

TEST_F(RedisSweeper, EntriesThatCannotBeProcessedGoToQuarantineAndTheOthersAreProcessed) {
    const std::string list = "chat:queue:anna:bob";
    const Texts garbage = {"",
                           "{",
                           "[]",
                           "\xff\xfe",
                           R"({"streamer":"anna","client":"bob"})",
                           R"({"streamer":"anna","client":"bob","message":17})",
                           R"({"streamer":"anna","client":"eve","message":"mine"})",
                           outside_entry("bob", "   "),
                           outside_entry("bob", "nul \\u0000"),
                           outside_entry("bob", std::string(2'001, 'x')),
                           outside_entry("bob", "x") + std::string(20'000, ' ')};
    for (const std::string& each : garbage) push(list, each);
    push(list, outside_entry("bob", " good "));

    sweep_all();

    EXPECT_EQ(redis.number({"LLEN", list}), 1);
    EXPECT_EQ(work_off(later()), Texts{"good"});
    EXPECT_EQ(keeper->depth().value().quarantined, garbage.size());
    const Texts kept = redis.list("chat:quarantine");
    EXPECT_NE(kept.at(6).find("not those of the list"), std::string::npos) << kept.at(6);
}

TEST_F(RedisSweeper, GarbageInAScheduledListDoesNotStopIt) {
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "first")}));
    push("chat:queue:anna:bob", "garbage");
    push("chat:queue:anna:bob", outside_entry("bob", "second"));

    EXPECT_EQ(work_off(later()), (Texts{"first", "second"}));
    EXPECT_EQ(keeper->depth().value().quarantined, 1U);
    EXPECT_EQ(redis.number({"EXISTS", "chat:queue:anna:bob"}), 0);
}

TEST_F(RedisSweeper, AnIdThatWeCouldNotHaveMadeIsReplaced) {
    push("chat:queue:anna:bob",
         R"({"streamer":"anna","client":"bob","message":"a","id":"row-17"})");
    push("chat:queue:anna:bob", R"({"streamer":"anna","client":"bob","message":"b",)"
                                R"("id":"ffffffff-ffff-4fff-8fff-ffffffffffff"})");

    sweep_all();
    const Batch batch = take(later());

    ASSERT_EQ(batch.bursts.size(), 1U);
    for (const Comment& each : batch.bursts[0].comments)
        EXPECT_EQ(each.id.value.bytes()[6] >> 4, 7) << each.id.to_string();
    EXPECT_EQ(work_off(later()), (Texts{"a", "b"}));
}

TEST_F(RedisSweeper, NamesWithColonsAreFound) {
    push("chat:queue:anna:b:o:b", outside_entry("b:o:b", "mine"));
    push("chat:queue::::", R"({"streamer":":","client":":","message":"colons"})");

    sweep_all();

    EXPECT_EQ(work_off(later()), Texts{"mine"});
    const auto batch = consumer->take(shard_of(":", settings.shards), later()).value();
    EXPECT_EQ(batch.bursts.at(0).comments.at(0).message, "colons");
}

TEST_F(RedisSweeper, AWriterThatDiedBeforeItScheduledItsListIsHealed) {
    const Comment sent = comment("bob", "mine");
    push("chat:queue:anna:bob", to_queue_entry(sent));

    sweep_all();

    EXPECT_EQ(take(later()).bursts.at(0).comments, std::vector{sent});
    const auto stream = redis.newest("comments_stream", 10);
    ASSERT_EQ(stream.size(), 1U);
    EXPECT_EQ(stream[0].field("id"), sent.id.to_string());
    EXPECT_EQ(stream[0].field("origin"), "healed");
}

TEST_F(RedisSweeper, ALostScheduleIsRebuilt) {
    std::vector<Comment> comments;
    for (int i = 0; i < 2'000; ++i)
        comments.push_back(comment("client" + std::to_string(i), std::to_string(i)));
    ASSERT_TRUE(producer->append(comments));
    redis.command({"DEL", "chat:due:{" + std::to_string(shard_of("anna", settings.shards)) + "}"});
    ASSERT_TRUE(work_off(later()).empty());

    sweep_all();

    EXPECT_EQ(work_off(later()).size(), comments.size());
}

TEST_F(RedisSweeper, AListThatOthersDeletedIsForgotten) {
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "a"), comment("cleo", "b", 1ms)}));
    redis.command({"DEL", "chat:queue:anna:bob"});

    EXPECT_EQ(work_off(later()), Texts{"b"});
    EXPECT_EQ(keeper->depth().value().lists, 0U);
}

TEST_F(RedisSweeper, AListThatOthersDeleteWhileItIsOutDoesNotDisturb) {
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "a"), comment("cleo", "b", 1ms)}));
    const Batch batch = take(later());
    redis.command({"DEL", "chat:queue:anna:bob"});
    redis.command({"SET", "chat:queue:anna:bob", "something else"});

    EXPECT_TRUE(consumer->acknowledge(batch, later()));

    EXPECT_EQ(keeper->depth().value().lists, 0U);
    EXPECT_EQ(redis.number({"EXISTS", "chat:queue:anna:cleo"}), 0);
}

TEST_F(RedisSweeper, AKeyOfAnotherTypeIsLeftAloneAndReportedOnce) {
    redis.command({"SET", "chat:queue:anna:bob", "no list"});

    sweep_all();
    sweep_all();

    EXPECT_EQ(redis.command({"GET", "chat:queue:anna:bob"}), Texts{"no list"});
    EXPECT_EQ(keeper->depth().value().quarantined, 1U);
}

TEST_F(RedisSweeper, AKeyOfAnotherTypeGivesWayToAnAcceptedComment) {
    redis.command({"SET", "chat:queue:anna:bob", "no list"});

    ASSERT_TRUE(producer->append(std::vector{comment("bob", "a"), comment("cleo", "b", 1ms)}));

    EXPECT_EQ(work_off(later()), (Texts{"a", "b"}));
    EXPECT_EQ(keeper->depth().value().quarantined, 1U);
    const Texts aside = redis.command({"KEYS", "chat:quarantine:*"});
    ASSERT_EQ(aside.size(), 1U);
    EXPECT_EQ(redis.command({"GET", aside[0]}), Texts{"no list"});
}

TEST_F(RedisSweeper, AScheduledKeyOfAnotherTypeDoesNotStopTheOthers) {
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "a"), comment("cleo", "b", 1ms)}));
    redis.command({"SET", "chat:queue:anna:bob", "no list"});

    EXPECT_EQ(work_off(later()), Texts{"b"});
    EXPECT_EQ(keeper->depth().value().lists, 0U);
}

TEST_F(RedisSweeper, OnlyOneOfSeveralSweepersWorks) {
    ASSERT_TRUE(keeper->sweep(now()));
    const auto second = queue->keeper().value();
    push("chat:queue:anna:bob", outside_entry("bob", "mine"));

    EXPECT_GE(second->sweep(now()).value(), settings.lease_time / 2);
    EXPECT_TRUE(work_off(later()).empty());

    sweep_all();
    EXPECT_EQ(work_off(later()), Texts{"mine"});
}

TEST_F(RedisSweeper, ALongOutsideListIsProcessedCompletelyAndInOrder) {
    Texts expected;
    for (int i = 0; i < 350; ++i) {
        expected.push_back("message " + std::to_string(i));
        push("chat:queue:anna:bob", outside_entry("bob", expected.back()));
    }

    sweep_all();

    EXPECT_EQ(work_off(later()), expected);
}

}  // namespace tts
