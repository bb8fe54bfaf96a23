#include "ingest/parse_comment.hpp"

#include "ingest/comment_batch.hpp"
#include "ingest/inbox.hpp"

#include <gtest/gtest.h>

#include <string>

using namespace tts;

namespace {

// "field:type" of each error.
std::string errors_of(std::string_view json) {
    const auto parsed = parse_comment(json);
    const auto errors = std::get_if<std::vector<http::FieldError>>(&parsed);
    if (!errors) return "";
    std::string all;
    for (const auto& error : *errors) all += error.location.back() + ":" + error.type + " ";
    return all;
}

std::string with(std::string_view member) {
    return R"({"streamer":"ana","client":"luis","message":"lo quiero",)" + std::string(member) +
           "}";
}

std::string message(const std::string& text) {
    return R"({"streamer":"ana","client":"luis","message":")" + text + "\"}";
}

std::string repeated(std::string_view text, int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

}  // namespace

TEST(ParseComment, ReadsWhatWasGivenAndFillsInTheRest) {
    const auto parsed = parse_comment(R"({"streamer":" ana ","client":"luis","extra":[1],)"
                                      R"("message":" lo quiero\n\ttalla M "})");

    const auto& comment = std::get<Comment>(parsed);
    EXPECT_EQ(comment.streamer, "ana");
    EXPECT_EQ(comment.message, "lo quiero\n\ttalla M");
    EXPECT_EQ(comment.source, "api");
    EXPECT_EQ(comment.source_message_id, "");
    EXPECT_FALSE(comment.id.is_nil());
    EXPECT_EQ(comment.timestamp, comment.arrived_at());
}

TEST(ParseComment, KeepsTheSendersOwnTimeSourceAndId) {
    const auto parsed = parse_comment(with(
        R"("timestamp":"2026-11-23T13:05:09.5-05:00","source":"tiktok_live","message_id":"m7")"));

    const auto& comment = std::get<Comment>(parsed);
    EXPECT_EQ(to_iso8601(comment.timestamp), "2026-11-23T18:05:09.500Z");
    EXPECT_EQ(comment.source, "tiktok_live");
    EXPECT_EQ(comment.source_message_id, "m7");
}

TEST(ParseComment, NamesEveryFieldThatIsMissing) {
    EXPECT_EQ(errors_of("{}"), "streamer:missing client:missing message:missing ");
    EXPECT_EQ(errors_of(R"({"streamer":null,"client":5,"message":{}})"),
              "streamer:missing client:string_type message:string_type ");
}

TEST(ParseComment, RefusesBodiesThatAreNoObject) {
    EXPECT_EQ(errors_of(""), "body:json_invalid ");
    EXPECT_EQ(errors_of("lo quiero"), "body:json_invalid ");
    EXPECT_EQ(errors_of("[]"), "body:model_attributes_type ");
    EXPECT_EQ(errors_of(with(R"("client":"again")")), "body:json_invalid ");
    EXPECT_EQ(errors_of(message("\xff")), "body:json_invalid ");
    EXPECT_EQ(errors_of(std::string(100'000, '[')), "body:json_invalid ");
}

TEST(ParseComment, RefusesTextsThatAreBlankTooLongOrUnprintable) {
    EXPECT_EQ(errors_of(message("")), "message:string_blank ");
    EXPECT_EQ(errors_of(message(" \\u3000\\n ")), "message:string_blank ");
    EXPECT_EQ(errors_of(message(repeated("\u00e9", 2'000))), "");
    EXPECT_EQ(errors_of(message(repeated("\u00e9", 2'001))), "message:string_too_long ");
    EXPECT_EQ(errors_of(message("a\\u0000b")), "message:string_control_characters ");
    EXPECT_EQ(errors_of(message("a\\u001bb")), "message:string_control_characters ");
    EXPECT_EQ(errors_of(R"({"streamer":"a\nb","client":"a\u0007b","message":"x"})"),
              "streamer:string_control_characters client:string_control_characters ");
    EXPECT_EQ(
        errors_of(R"({"streamer":")" + std::string(256, 'x') + R"(","client":" ","message":"x"})"),
        "streamer:string_too_long client:string_blank ");
}

TEST(ParseComment, RefusesOptionalFieldsThatAreWrong) {
    EXPECT_EQ(errors_of(with(R"("timestamp":"yesterday")")), "timestamp:datetime_parsing ");
    EXPECT_EQ(errors_of(with(R"("timestamp":"2026-02-30T00:00:00Z")")),
              "timestamp:datetime_parsing ");
    EXPECT_EQ(errors_of(with(R"("timestamp":1764000000)")), "timestamp:datetime_type ");
    EXPECT_EQ(errors_of(with(R"("message_id":"")")), "message_id:string_blank ");
    EXPECT_EQ(errors_of(with(R"("message_id":7)")), "message_id:string_type ");
    EXPECT_EQ(errors_of(with(R"("source":"TikTok Live")")), "source:string_pattern_mismatch ");
    EXPECT_EQ(errors_of(with(R"("source":")" + std::string(65, 'x') + "\"")),
              "source:string_too_long ");
    EXPECT_EQ(errors_of(with(R"("timestamp":null,"message_id":null,"source":null)")), "");
}

TEST(SplitBatch, CutsArraysAndLines) {
    using Items = std::vector<std::string_view>;
    EXPECT_EQ(split_batch(R"( [ {"a":"],[\""} , 7,[1,[2]] ] )").items,
              (Items{R"({"a":"],[\""})", "7", "[1,[2]]"}));
    EXPECT_EQ(split_batch("{\"a\":1}\r\n\n  \nnonsense\n{}").items,
              (Items{"{\"a\":1}\r", "nonsense", "{}"}));
}

TEST(SplitBatch, RefusesWhatIsNoBatch) {
    for (const auto* body :
         {"", " \n ", "[", "[1", "[1,", "[1,]", "[,1]", "[1]]", "[1] x", "[1 2]", "[\"x]"})
        EXPECT_EQ(split_batch(body).error.value().type, "json_invalid") << body;
    EXPECT_EQ(split_batch("[]").error.value().type, "too_short");
    EXPECT_FALSE(split_batch(repeated("{}\n", 1'000)).error);
    EXPECT_EQ(split_batch(repeated("{}\n", 1'001)).error.value().type, "too_long");
}

TEST(Inbox, TakesInOrderUpToTheLimitAndRefusesWhenFull) {
    Inbox inbox(3);
    for (int i = 0; i < 5; ++i) {
        Submission submission;
        submission.comment.message = std::to_string(i);
        EXPECT_EQ(inbox.try_put(submission), i < 3);
    }

    std::vector<Submission> batch;
    ASSERT_TRUE(inbox.take(batch, 2));
    EXPECT_EQ(batch.size(), 2U);
    EXPECT_EQ(batch[1].comment.message, "1");
    batch.clear();
    inbox.close();
    ASSERT_TRUE(inbox.take(batch, 2));
    EXPECT_EQ(batch[0].comment.message, "2");
    batch.clear();
    EXPECT_FALSE(inbox.take(batch, 2));
    Submission late;
    EXPECT_FALSE(inbox.try_put(late));
}
