// What other programs see in Redis: the names and contents that the contract promises them.

#include "contract/redis_queue_fixture.hpp"

namespace tts {

using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

class RedisNames : public RedisQueue {};

TEST_F(RedisNames, ACommentStandsAsJsonInTheListOfItsClient) {
    Comment sent = comment("bob", "lo \"quiero\" 💃");
    sent.source_message_id = "7301";

    ASSERT_TRUE(producer->append(std::vector{sent}));

    EXPECT_EQ(redis.list("chat:queue:anna:bob"),
              Texts{R"({"streamer":"anna","client":"bob","timestamp":")" +
                    to_iso8601(sent.timestamp) + R"(","message":"lo \"quiero\" 💃","id":")" +
                    sent.id.to_string() + R"(","source":"api","message_id":"7301"})"});
}

TEST_F(RedisNames, AnOutsideReaderSeesAProcessedCommentUntilItHasLingered) {
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "mine")}));
    const Texts before = redis.list("chat:queue:anna:bob");

    EXPECT_EQ(work_off(start + 750ms), Texts{"mine"});
    for (const auto time : {751ms, 1'000ms, 1'499ms}) {
        EXPECT_EQ(work_off(start + time), Texts());
        EXPECT_EQ(redis.list("chat:queue:anna:bob"), before);
    }

    EXPECT_EQ(work_off(start + 1'500ms), Texts());
    EXPECT_EQ(redis.number({"EXISTS", "chat:queue:anna:bob"}), 0);
}

TEST_F(RedisNames, OnlyWhatWasProcessedLeavesTheList) {
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "first")}));
    const Batch batch = take(start + minute);
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "second", 10ms)}));

    ASSERT_TRUE(consumer->acknowledge(batch, start + minute));

    const Texts rest = redis.list("chat:queue:anna:bob");
    ASSERT_EQ(rest.size(), 1U);
    EXPECT_NE(rest[0].find("second"), std::string::npos);
}

TEST_F(RedisNames, TheTimeToLiveOfAListIsSetAgainAtEachPush) {
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "first")}));
    expect_seconds_to_live("chat:queue:anna:bob", week_in_seconds, start);
    redis.command({"EXPIRE", "chat:queue:anna:bob", "100"});

    const auto pushed_at = now();
    ASSERT_TRUE(producer->append(std::vector{comment("bob", "second")}));

    expect_seconds_to_live("chat:queue:anna:bob", week_in_seconds, pushed_at);
}

TEST_F(RedisNames, TheAuditStreamHasEveryCommentWithItsFields) {
    const Comment sent = comment("bob", "mine");

    ASSERT_TRUE(producer->append(std::vector{sent}));

    const auto entries = redis.newest("comments_stream", 10);
    ASSERT_EQ(entries.size(), 1U);
    const std::vector<std::pair<std::string, std::string>> expected = {
        {"streamer", "anna"},
        {"client", "bob"},
        {"timestamp", to_iso8601(sent.timestamp)},
        {"message", "mine"},
        {"id", sent.id.to_string()},
        {"source", "api"}};
    EXPECT_EQ(entries[0].fields, expected);
}

TEST_F(RedisNames, ADuplicateIsNotInTheStreamTwiceAndIsRememberedForTwoDays) {
    Comment sent = comment("bob", "mine");
    sent.source_message_id = "7301";
    ASSERT_TRUE(producer->append(std::vector{sent}));
    sent.id = CommentId::next();

    ASSERT_TRUE(producer->append(std::vector{sent}).value().at(0).duplicate);

    EXPECT_EQ(redis.number({"XLEN", "comments_stream"}), 1);
    expect_seconds_to_live("chat:seen:api:7301", 2 * 24 * 3600, start);
}

TEST_F(RedisNames, TheScheduleHoldsTheListUntilItIsProcessed) {
    const std::string schedule =
        "chat:due:{" + std::to_string(shard_of("anna", settings.shards)) + "}";

    ASSERT_TRUE(producer->append(std::vector{comment("bob", "mine")}));
    const Texts scheduled = redis.command({"ZRANGE", schedule, "0", "-1", "WITHSCORES"});
    work_off(start + minute);

    EXPECT_EQ(scheduled, (Texts{"chat:queue:anna:bob", std::to_string(to_unix_ms(start + 750ms))}));
    EXPECT_EQ(redis.number({"ZCARD", schedule}), 0);
}

TEST_F(RedisNames, NothingIsLeftBehindButTheStreamWhenAllIsProcessedAndReleased) {
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(producer->append(std::vector{comment("bob" + std::to_string(i), "mine")}));

    work_off(start + minute);
    ASSERT_TRUE(consumer->release());

    EXPECT_EQ(redis.command({"KEYS", "*"}), Texts{"comments_stream"});
}

TEST_F(RedisNames, TrimmingTheStreamKeepsWhatAGroupHasNotReadAndAcknowledged) {
    constexpr std::chrono::hours no_age{-1};
    std::vector<Comment> comments;
    for (int i = 0; i < 1'000; ++i) comments.push_back(comment("bob", std::to_string(i)));
    ASSERT_TRUE(producer->append(comments));
    redis.command({"XGROUP", "CREATE", "comments_stream", "analytics", "0"});

    EXPECT_EQ(keeper->trim_stream(now(), no_age).value(), 0U);

    // It reads 600 and acknowledges all but the 301st.
    const Texts read = redis.command({"XREADGROUP", "GROUP", "analytics", "one", "COUNT", "600",
                                      "STREAMS", "comments_stream", ">"});
    Texts acknowledgement = {"XACK", "comments_stream", "analytics"};
    int number = 0;
    for (const std::string& text : read)
        if (text.size() < 20 && text.find('-') == 13 && ++number != 301)
            acknowledgement.push_back(text);
    ASSERT_EQ(number, 600);
    redis.command(acknowledgement);

    // Redis drops whole nodes of up to a hundred entries.
    const auto trimmed = static_cast<int>(keeper->trim_stream(now(), no_age).value());
    EXPECT_LE(trimmed, 300);
    EXPECT_GT(trimmed, 200);
    EXPECT_EQ(redis.number({"XLEN", "comments_stream"}), 1'000 - trimmed);
}

TEST_F(RedisNames, TrimmingKeepsWhatIsYoungerThanTheAge) {
    std::vector<Comment> comments;
    for (int i = 0; i < 1'000; ++i) comments.push_back(comment("bob", std::to_string(i)));
    ASSERT_TRUE(producer->append(comments));

    EXPECT_EQ(keeper->trim_stream(now(), std::chrono::hours(1)).value(), 0U);
    EXPECT_GE(keeper->trim_stream(now() + std::chrono::hours(2), std::chrono::hours(1)).value(),
              900U);
}

TEST_F(RedisNames, TrimmingAStreamThatDoesNotExistIsFine) {
    EXPECT_EQ(keeper->trim_stream(now(), std::chrono::hours(1)).value(), 0U);
}

}  // namespace tts
