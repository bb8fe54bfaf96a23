#include "adapters/redis/queue_entry.hpp"
#include "adapters/redis/redis_names.hpp"

#include <gtest/gtest.h>

namespace tts {

constexpr std::size_t entry_bytes_max = 16'384;

Comment sample() {
    return {.id = CommentId::next(),
            .streamer = "anna",
            .client = "bob",
            .message = "talla\n\"M\"",
            .timestamp = from_unix_ms(1'700'000'000'123),
            .source = "tiktok_live",
            .source_message_id = "7301"};
}

TEST(QueueEntry, ReadsBackWhatItWrites) {
    QueueEntryReader reader(entry_bytes_max);

    EXPECT_EQ(reader.read("chat:queue:anna:bob", to_queue_entry(sample())).value().message,
              sample().message);
    const Comment comment = sample();
    EXPECT_EQ(reader.read("chat:queue:anna:bob", to_queue_entry(comment)).value(), comment);
}

TEST(QueueEntry, OursIsNeverRefusedForItsLengthOrItsCharacters) {
    QueueEntryReader reader(entry_bytes_max);
    Comment comment = sample();
    comment.message = std::string(2'000, '\x01');
    comment.source_message_id = std::string(20'000, 'x');

    EXPECT_EQ(reader.read("chat:queue:anna:bob", to_queue_entry(comment)).value(), comment);
}

TEST(QueueEntry, OfAnOutsiderHasNoIdAndIsTrimmed) {
    QueueEntryReader reader(entry_bytes_max);

    const auto comment =
        reader.read("chat:queue:anna:bob",
                    R"({"message":" mine ","client":"bob","streamer":"anna","extra":[1]})");

    ASSERT_TRUE(comment) << comment.error().what();
    EXPECT_TRUE(comment->id.is_nil());
    EXPECT_EQ(comment->message, "mine");
    EXPECT_EQ(comment->source, "redis");
    EXPECT_EQ(comment->timestamp, Timestamp());
}

TEST(QueueEntry, AnIdIsPutInAndAllElseStays) {
    QueueEntryReader reader(entry_bytes_max);
    const std::string entry =
        R"({"streamer":"anna","client":"bob","message":"mine","extra":{"a":1} } )";
    Comment comment = reader.read("chat:queue:anna:bob", entry).value();
    comment.id = CommentId::next();

    const std::string stamped = with_id(entry, comment);

    EXPECT_EQ(stamped,
              R"({"streamer":"anna","client":"bob","message":"mine","extra":{"a":1} ,"id":")" +
                  comment.id.to_string() + "\"}");
    EXPECT_EQ(reader.read("chat:queue:anna:bob", stamped).value().id, comment.id);
}

TEST(QueueEntry, AnIdThatIsNotOursIsReplaced) {
    QueueEntryReader reader(entry_bytes_max);
    const std::string entry = R"({"streamer":"anna","client":"bob","message":"mine","id":"17"})";
    Comment comment = reader.read("chat:queue:anna:bob", entry).value();
    EXPECT_TRUE(comment.id.is_nil());
    comment.id = CommentId::next();

    EXPECT_EQ(reader.read("chat:queue:anna:bob", with_id(entry, comment)).value().id, comment.id);
}

TEST(RedisNames, OfMessageIdsAreDifferentForDifferentSourcesAndNeverLong) {
    EXPECT_EQ(redis_names::seen("tiktok_live", "7301"), "chat:seen:tiktok_live:7301");
    EXPECT_NE(redis_names::seen("a", "b:c"), redis_names::seen("a:b", "c"));
    EXPECT_NE(redis_names::seen("a%3A", "b"), redis_names::seen("a:", "b"));
    EXPECT_LE(redis_names::seen("a", std::string(5'000, 'x')).size(), 200U);
}

TEST(RedisNames, OfOneShardShareAHashTag) {
    EXPECT_EQ(redis_names::due(7), "chat:due:{7}");
    EXPECT_EQ(redis_names::lease(7), "chat:lease:{7}");
}

}  // namespace tts
