#pragma once

#include "contract/comment_queue_fixture.hpp"

#include <set>

namespace tts {

using std::chrono_literals::operator""ms;

TEST_P(CommentQueueContract, ACommentComesBackAsItWasAppended) {
    open_with_consumer();
    Comment sent = comment("bob", "lo quiero");
    sent.source_message_id = "7301";

    append({sent});
    const Batch batch = take(minute);

    ASSERT_EQ(batch.bursts.size(), 1U);
    EXPECT_EQ(batch.shard, shard());
    EXPECT_EQ(batch.bursts[0].streamer, "anna");
    EXPECT_EQ(batch.bursts[0].client, "bob");
    EXPECT_EQ(batch.bursts[0].attempt, 1);
    EXPECT_EQ(batch.bursts[0].comments, std::vector{sent});
}

TEST_P(CommentQueueContract, AListIsDueASettleWindowAfterItsFirstCommentAndLaterOnesDoNotExtendIt) {
    open_with_consumer();
    append({comment("bob", "lo quiero"), comment("bob", "2", 700ms)});
    append({comment("bob", "talla M", 740ms)});

    const Batch early = take(749ms);
    const Batch due = take(750ms);

    EXPECT_TRUE(early.bursts.empty());
    EXPECT_EQ(early.next_due, start + 750ms);
    EXPECT_EQ(messages(due), list({"lo quiero", "2", "talla M"}));
}

TEST_P(CommentQueueContract, AnEmptyQueueHasNothingDue) {
    open_with_consumer();

    const Batch batch = take(minute);

    EXPECT_TRUE(batch.bursts.empty());
    EXPECT_EQ(batch.next_due, std::nullopt);
}

TEST_P(CommentQueueContract, WithoutASettleWindowACommentIsDueAtOnce) {
    settings.settle = 0ms;
    open_with_consumer();

    append({comment("bob", "mine")});

    EXPECT_EQ(messages(take(0ms)), list({"mine"}));
}

TEST_P(CommentQueueContract, ACommentThatArrivesWhileItsListIsOutComesInTheNextBurst) {
    settings.settle = 0ms;
    open_with_consumer();
    append({comment("bob", "first")});
    const Batch first = take(0ms);

    append({comment("bob", "second", 10ms)});
    acknowledge(first, 20ms);
    const Batch second = take(20ms);

    EXPECT_EQ(messages(second), list({"second"}));
}

TEST_P(CommentQueueContract, ACommentThatArrivesAfterTheAcknowledgementSettlesAnew) {
    open_with_consumer();
    append({comment("bob", "first")});
    acknowledge(take(750ms), 760ms);

    append({comment("bob", "second", 800ms)});

    EXPECT_TRUE(take(1'549ms).bursts.empty());
    EXPECT_EQ(messages(take(1'550ms)), list({"second"}));
}

TEST_P(CommentQueueContract, AnAcknowledgedCommentIsNotDeliveredAgainAndItsListGoesAfterLingering) {
    open_with_consumer();
    append({comment("bob", "mine")});
    acknowledge(take(750ms), 760ms);

    for (const auto time : {760ms, 1'000ms, 1'499ms, 1'500ms, 3'000ms})
        EXPECT_TRUE(take(time).bursts.empty()) << time.count();

    EXPECT_EQ(take(minute).next_due, std::nullopt);
    EXPECT_EQ(keeper->depth().value().lists, 0U);
}

TEST_P(CommentQueueContract, ACommentThatIsOlderThanTheLingerTimeLeavesWhenItIsAcknowledged) {
    open_with_consumer();
    append({comment("bob", "mine")});

    acknowledge(take(1'600ms), 1'600ms);

    EXPECT_EQ(keeper->depth().value().lists, 0U);
    EXPECT_TRUE(take(minute).bursts.empty());
}

TEST_P(CommentQueueContract, TheCommentsOfABurstComeInTheOrderOfArrival) {
    open_with_consumer();
    const Comment first = comment("bob", "first");
    const Comment second = comment("bob", "second", 10ms);

    append({second});  // Two producers may write in another order than they stamped.
    append({first});

    EXPECT_EQ(messages(take(minute)), list({"first", "second"}));
}

TEST_P(CommentQueueContract, TheBurstsOfABatchComeInTheOrderOfTheirFirstComments) {
    open_with_consumer();
    const Comment from_bob = comment("bob", "bob 1");
    const Comment from_cleo = comment("cleo", "cleo 1", 5ms);
    const Comment from_abe = comment("abe", "abe 1", 5ms);
    const Comment from_bob_again = comment("bob", "bob 2", 6ms);

    append({from_abe, from_cleo, from_bob_again, from_bob});

    EXPECT_EQ(messages(take(minute)), list({"bob 1", "bob 2", "cleo 1", "abe 1"}));
}

TEST_P(CommentQueueContract, EveryClientOfEveryStreamerHasABurstOfItsOwn) {
    open_with_consumer();
    std::vector<Comment> comments;
    std::set<std::pair<std::string, std::string>> expected;
    for (const std::string streamer : {"anna", "ben", "carla"}) {
        for (const std::string client : {"x", "y"}) {
            comments.push_back(comment(client, "mine"));
            comments.back().streamer = streamer;
            expected.emplace(streamer, client);
        }
    }
    append(comments);

    std::set<std::pair<std::string, std::string>> seen;
    for (int each = 0; each < settings.shards; ++each) {
        const Batch batch = consumer->take(each, start + minute).value();
        for (const Burst& burst : batch.bursts) {
            EXPECT_EQ(shard_of(burst.streamer, settings.shards), each);
            EXPECT_TRUE(seen.emplace(burst.streamer, burst.client).second);
        }
    }

    EXPECT_EQ(seen, expected);
}

TEST_P(CommentQueueContract, ABatchKeepsToItsLimitsAndTheRestFollowsInOrder) {
    settings.bursts_max = 4;
    settings.comments_max = 6;
    open_with_consumer();
    std::vector<std::string> expected;
    for (int client = 0; client < 7; ++client) {
        for (const std::string part : {"a", "b"}) {
            expected.push_back(std::to_string(client) + part);
            append({comment("client" + std::to_string(client), expected.back())});
        }
    }

    std::vector<std::string> seen;
    for (Batch batch = take(minute); !batch.bursts.empty(); batch = take(minute)) {
        const auto some = messages(batch);
        EXPECT_LE(batch.bursts.size(), 4U);
        EXPECT_LE(some.size(), 6U);
        seen.insert(seen.end(), some.begin(), some.end());
        const bool more_is_due = batch.next_due && *batch.next_due <= start + minute;
        EXPECT_EQ(more_is_due, seen.size() < expected.size());
        acknowledge(batch, minute);
    }

    EXPECT_EQ(seen, expected);
}

TEST_P(CommentQueueContract, AListThatIsLongerThanABatchComesInPieces) {
    settings.comments_max = 10;
    open_with_consumer();
    std::vector<std::string> expected;
    for (int i = 0; i < 35; ++i) {
        expected.push_back(std::to_string(i));
        append({comment("bob", expected.back(), Milliseconds(i))});
    }

    std::vector<std::string> seen;
    for (Batch batch = take(1'000ms); !batch.bursts.empty(); batch = take(1'000ms)) {
        const auto some = messages(batch);
        EXPECT_LE(some.size(), 10U);
        seen.insert(seen.end(), some.begin(), some.end());
        acknowledge(batch, 1'000ms);
    }

    EXPECT_EQ(seen, expected);
}

TEST_P(CommentQueueContract, ADuplicateInOneBatchIsAnsweredWithTheFirstId) {
    open_with_consumer();
    Comment first = comment("bob", "mine");
    Comment again = comment("bob", "mine", 5ms);
    first.source_message_id = again.source_message_id = "7301";

    const auto appended = append({first, again});

    ASSERT_EQ(appended.size(), 2U);
    EXPECT_EQ(appended[0].id, first.id);
    EXPECT_FALSE(appended[0].duplicate);
    EXPECT_EQ(appended[1].id, first.id);
    EXPECT_TRUE(appended[1].duplicate);
    EXPECT_EQ(take(minute).bursts.at(0).comments, std::vector{first});
}

TEST_P(CommentQueueContract, ADuplicateInALaterBatchOfAnyProducerIsAnsweredWithTheFirstId) {
    open_with_consumer();
    Comment first = comment("bob", "mine");
    Comment again = comment("bob", "mine", 5ms);
    first.source_message_id = again.source_message_id = "7301";
    const auto other_producer = queue->producer().value();
    append({first});
    acknowledge(take(minute), minute);

    for (CommentProducer* each : {producer.get(), other_producer.get()}) {
        const auto appended = each->append(std::vector{again}).value();
        EXPECT_EQ(appended.at(0).id, first.id);
        EXPECT_TRUE(appended.at(0).duplicate);
    }

    EXPECT_TRUE(take(minute).bursts.empty());
}

TEST_P(CommentQueueContract, EqualMessageIdsOfDifferentSourcesAreNoDuplicates) {
    open_with_consumer();
    Comment one = comment("bob", "one");
    Comment two = comment("bob", "two");
    Comment three = comment("bob", "three");
    one.source = "a";
    one.source_message_id = "b:c";
    two.source = "a:b";
    two.source_message_id = "c";
    three.source = "b";
    three.source_message_id = "b:c";

    const auto appended = append({one, two, three});

    for (const Appended& each : appended) EXPECT_FALSE(each.duplicate);
    EXPECT_EQ(messages(take(minute)), list({"one", "two", "three"}));
}

TEST_P(CommentQueueContract, CommentsWithoutAMessageIdAreNeverDuplicates) {
    open_with_consumer();

    const auto appended = append({comment("bob", "mine"), comment("bob", "mine")});

    EXPECT_FALSE(appended.at(1).duplicate);
    EXPECT_EQ(messages(take(minute)), list({"mine", "mine"}));
}

TEST_P(CommentQueueContract, VeryLongMessageIdsAreToldApart) {
    open_with_consumer();
    Comment one = comment("bob", "one");
    Comment two = comment("bob", "two");
    Comment again = comment("bob", "again");
    one.source_message_id = again.source_message_id = std::string(5'000, 'x') + "1";
    two.source_message_id = std::string(5'000, 'x') + "2";

    append({one, two});
    const auto appended = append({again});

    EXPECT_EQ(appended.at(0).id, one.id);
    EXPECT_EQ(messages(take(minute)), list({"one", "two"}));
}

TEST_P(CommentQueueContract, AppendingTheSameCommentAgainDeliversItOnce) {
    open_with_consumer();
    const Comment sent = comment("bob", "mine");

    append({sent});
    append({sent});  // As after an answer that was lost.
    const Batch batch = take(minute);
    acknowledge(batch, minute);

    EXPECT_EQ(messages(batch), list({"mine"}));
    EXPECT_TRUE(take(minute).bursts.empty());
}

TEST_P(CommentQueueContract, AnEmptyAppendIsFine) {
    open();

    EXPECT_TRUE(append({}).empty());
}

TEST_P(CommentQueueContract, HostileNamesAndTextsComeThroughUnchanged) {
    open_with_consumer();
    std::string longest;
    for (int i = 0; i < 255; ++i) longest += "😀";
    std::string long_message;
    for (int i = 0; i < 500; ++i) long_message += "é\t\"\u202E";
    const std::vector<std::string> names = {"a:b", "a b", "\"quoted\"", "line\nbreak", "💃 emoji",
                                            "*",   "{0}", "..",         "%s%n",        longest};
    std::vector<Comment> comments;
    for (const auto& name : names) {
        comments.push_back(comment(name, long_message));
        comments.push_back(comment(name, "\\u0041 \x01\x7f $(x) '; --"));
        comments.back().streamer = name;
    }
    append(comments);

    std::vector<Comment> seen;
    for (int each = 0; each < settings.shards; ++each)
        for (const Burst& burst : consumer->take(each, start + minute).value().bursts)
            seen.insert(seen.end(), burst.comments.begin(), burst.comments.end());

    std::sort(seen.begin(), seen.end(), [](auto& a, auto& b) { return a.id < b.id; });
    EXPECT_EQ(seen, comments);
}

TEST_P(CommentQueueContract, NamesThatMakeTheSameListNameAreKeptApart) {
    settings.shards = 1;
    open_with_consumer();
    Comment one = comment("b:c", "one");
    Comment two = comment("c", "two");
    one.streamer = "a";
    two.streamer = "a:b";

    append({one, two});
    const Batch batch = consumer->take(0, start + minute).value();

    ASSERT_EQ(batch.bursts.size(), 2U);
    EXPECT_EQ(batch.bursts[0].streamer, "a");
    EXPECT_EQ(batch.bursts[0].comments, std::vector{one});
    EXPECT_EQ(batch.bursts[1].streamer, "a:b");
    EXPECT_EQ(batch.bursts[1].comments, std::vector{two});
    acknowledge(batch, minute);
    EXPECT_EQ(keeper->depth().value().lists, 0U);
}

TEST_P(CommentQueueContract, WhatWasAppendedOutlivesTheProcess) {
    open();
    append({comment("bob", "mine")});

    close();
    open_with_consumer();

    EXPECT_EQ(messages(take(minute)), list({"mine"}));
}

TEST_P(CommentQueueContract, DepthCountsListsAndKnowsTheOldest) {
    open_with_consumer();
    EXPECT_EQ(keeper->depth().value().oldest_due, std::nullopt);

    append({comment("bob", "1", 10ms), comment("bob", "2"), comment("cleo", "3", 5ms)});
    const QueueDepth depth = keeper->depth().value();

    EXPECT_EQ(depth.lists, 2U);
    EXPECT_EQ(depth.oldest_due, start + 750ms);
    EXPECT_EQ(depth.dead_letters, 0U);
    EXPECT_EQ(depth.quarantined, 0U);
}

TEST_P(CommentQueueContract, TenThousandCommentsGoThroughOnceEach) {
    constexpr int total = 10'000;
    open_with_consumer();
    std::set<CommentId> sent;
    for (int i = 0; i < total; i += 100) {
        ASSERT_TRUE(consumer->balance(now()).value().lost.empty());
        std::vector<Comment> comments;
        for (int j = i; j < i + 100; ++j) {
            comments.push_back(comment("client" + std::to_string(j % 800), "mine", 1ms * (j / 50)));
            comments.back().streamer = "streamer" + std::to_string(j % 13);
            sent.insert(comments.back().id);
        }
        append(comments);
    }

    std::set<CommentId> seen;
    for (int each = 0; each < settings.shards; ++each) {
        for (;;) {
            ASSERT_TRUE(consumer->balance(now()).value().lost.empty());
            const Batch batch = consumer->take(each, start + minute).value();
            if (batch.bursts.empty()) break;
            for (const Burst& burst : batch.bursts)
                for (const Comment& one : burst.comments) EXPECT_TRUE(seen.insert(one.id).second);
            acknowledge(batch, minute);
        }
    }

    EXPECT_EQ(seen, sent);
    EXPECT_EQ(keeper->depth().value().lists, 0U);
}

}  // namespace tts
