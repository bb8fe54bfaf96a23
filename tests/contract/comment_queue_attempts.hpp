#pragma once

#include "contract/comment_queue_fixture.hpp"

namespace tts {

using std::chrono_literals::operator""ms;

TEST_P(CommentQueueContract, ABatchThatIsPutBackComesAgainAfterTheDelayAndTheAttemptDoesNotCount) {
    open_with_consumer();
    append({comment("bob", "mine"), comment("cleo", "mine too", 1ms)});

    for (int round = 0; round < settings.attempts_max + 1; ++round) {
        const auto time = 1'000ms * (round + 1);
        const Batch batch = take(time);
        ASSERT_EQ(messages(batch), list({"mine", "mine too"}));
        EXPECT_EQ(batch.bursts[0].attempt, 1);
        ASSERT_TRUE(consumer->put_back(batch, start + time, 400ms));
        EXPECT_TRUE(take(time + 399ms).bursts.empty());
    }

    EXPECT_EQ(messages(take(minute)), list({"mine", "mine too"}));
}

TEST_P(CommentQueueContract, ABatchThatFailedComesAgainBurstByBurstWithTheNextAttempt) {
    open_with_consumer();
    append({comment("bob", "bob"), comment("cleo", "cleo", 1ms), comment("dora", "dora", 2ms)});
    fail(take(1'000ms), 1'000ms);

    for (const std::string client : {"bob", "cleo", "dora"}) {
        const Batch batch = take(minute);
        EXPECT_EQ(messages(batch), list({client}));
        ASSERT_EQ(batch.bursts.size(), 1U);
        EXPECT_EQ(batch.bursts[0].attempt, 2);
        acknowledge(batch, minute);
    }

    EXPECT_TRUE(take(minute).bursts.empty());
}

TEST_P(CommentQueueContract, AFailureIsForgottenOnceItsBurstSucceeds) {
    open_with_consumer();
    append({comment("bob", "first")});
    fail(take(1'000ms), 1'000ms);
    acknowledge(take(minute), minute);

    append({comment("bob", "second", minute), comment("cleo", "third", minute)});
    const Batch batch = take(2 * minute);

    EXPECT_EQ(messages(batch), list({"second", "third"}));
    EXPECT_EQ(batch.bursts.at(0).attempt, 1);
}

TEST_P(CommentQueueContract, FromTheThirdAttemptOnABurstComesOneCommentAtATime) {
    open_with_consumer();
    append({comment("bob", "1"), comment("bob", "2", 1ms), comment("bob", "3", 2ms)});
    fail(take(minute), minute);

    const Batch second = take(2 * minute);
    EXPECT_EQ(messages(second), list({"1", "2", "3"}));
    fail(second, 2 * minute);

    const Batch third = take(3 * minute);
    EXPECT_EQ(messages(third), list({"1"}));
    EXPECT_EQ(third.bursts.at(0).attempt, 3);
    acknowledge(third, 3 * minute);

    const Batch rest = take(4 * minute);
    EXPECT_EQ(messages(rest), list({"2", "3"}));
    EXPECT_EQ(rest.bursts.at(0).attempt, 1);
}

TEST_P(CommentQueueContract, ACommentThatFailsTooOftenGoesToTheDeadLettersAndTheOthersGoOn) {
    open_with_consumer();
    const Comment poison = comment("bob", "poison");
    append({poison, comment("bob", "fine", 1ms)});

    for (int attempt = 1; attempt <= settings.attempts_max; ++attempt) {
        const Batch batch = take(minute * attempt);
        ASSERT_EQ(messages(batch).at(0), "poison");
        EXPECT_EQ(batch.bursts[0].attempt, attempt);
        fail(batch, minute * attempt, "error " + std::to_string(attempt));
    }
    const Batch rest = take(minute * 10);

    EXPECT_EQ(messages(rest), list({"fine"}));
    EXPECT_EQ(rest.bursts.at(0).attempt, 1);
    const auto letter = dead_letters->find(poison.id);
    ASSERT_TRUE(letter) << letter.error().what();
    EXPECT_EQ(letter->comment, poison);
    EXPECT_EQ(letter->attempts, settings.attempts_max);
    EXPECT_EQ(letter->error, "error 5");
    EXPECT_GE(letter->buried_at, start + minute * settings.attempts_max);
    EXPECT_LE(letter->buried_at, start + minute * 10);
    EXPECT_EQ(keeper->depth().value().dead_letters, 1U);
}

// Appends comments and lets them fail until they are buried, one after the other.
class CommentQueueDeadLetters : public CommentQueueContract {
protected:
    void SetUp() override {
        CommentQueueContract::SetUp();
        settings.attempts_max = 1;
        open_with_consumer();
    }

    Comment bury(const std::string& client, int minutes) {
        const Comment buried = comment(client, "poison of " + client, minutes * minute);
        append({buried});
        fail(take((minutes + 1) * minute), (minutes + 1) * minute, "error of " + client);
        EXPECT_TRUE(take((minutes + 2) * minute).bursts.empty());
        return buried;
    }
};

TEST_P(CommentQueueDeadLetters, AreListedOldestFirst) {
    bury("bob", 0);
    bury("abe", 10);
    bury("cleo", 20);

    const auto all = dead_letters->list(10).value();
    const auto two = dead_letters->list(2).value();

    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].comment.client, "bob");
    EXPECT_EQ(all[1].comment.client, "abe");
    EXPECT_EQ(all[1].error, "error of abe");
    EXPECT_EQ(all[2].comment.client, "cleo");
    EXPECT_EQ(two.size(), 2U);
}

TEST_P(CommentQueueDeadLetters, AReplayedCommentIsDeliveredLikeANewOneAndIsNoDeadLetterAnyMore) {
    const Comment buried = bury("bob", 0);

    ASSERT_TRUE(dead_letters->replay(buried.id, start + 10 * minute));
    const Batch batch = take(11 * minute);

    EXPECT_EQ(batch.bursts.at(0).comments, std::vector{buried});
    EXPECT_EQ(batch.bursts.at(0).attempt, 1);
    EXPECT_EQ(dead_letters->find(buried.id).error().code(), Errc::not_found);
    EXPECT_TRUE(dead_letters->list(10).value().empty());
    EXPECT_EQ(keeper->depth().value().dead_letters, 0U);
}

TEST_P(CommentQueueDeadLetters, ADroppedCommentIsGone) {
    const Comment buried = bury("bob", 0);

    ASSERT_TRUE(dead_letters->drop(buried.id));

    EXPECT_EQ(dead_letters->find(buried.id).error().code(), Errc::not_found);
    EXPECT_TRUE(take(20 * minute).bursts.empty());
    EXPECT_EQ(keeper->depth().value().dead_letters, 0U);
}

TEST_P(CommentQueueDeadLetters, AnUnknownIdIsNotFound) {
    const CommentId unknown = CommentId::next();

    EXPECT_EQ(dead_letters->find(unknown).error().code(), Errc::not_found);
    EXPECT_EQ(dead_letters->replay(unknown, start).error().code(), Errc::not_found);
    EXPECT_EQ(dead_letters->drop(unknown).error().code(), Errc::not_found);
}

TEST_P(CommentQueueContract, TheServerAsTestedPassesItsOwnCheckAndSweepsInSmallSteps) {
    open_with_consumer();
    append({comment("bob", "mine")});

    EXPECT_TRUE(keeper->check_settings());
    EXPECT_GT(keeper->sweep(start).value(), 0ms);
    EXPECT_TRUE(keeper->trim_stream(start, std::chrono::hours(24)));

    EXPECT_EQ(messages(take(minute)), list({"mine"}));
}

}  // namespace tts
