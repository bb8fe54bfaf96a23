#pragma once

#include "contract/comment_queue_fixture.hpp"

#include <map>
#include <set>
#include <string>

namespace tts {

// More is due than one round of work may hold. Here, what begins with "talk" may wait.
class ClaimsFirst : public CommentQueueContract {
protected:
    static bool is_talk(const Burst& burst) {
        return std::ranges::all_of(burst.comments, [](const Comment& comment) {
            return comment.message.starts_with("talk");
        });
    }

    // Of the streamer's shard alone.
    Batch take_at_most(std::size_t comments, Milliseconds after_start) {
        const int mine = shard();
        const Precedence precedence{.may_wait = is_talk, .comments_max = comments};
        return consumer->take_all({&mine, 1}, start + after_start, precedence).front().value();
    }

    // One comment of each of as many clients, a millisecond apart.
    void append_each(const std::string& message, int count, Milliseconds after_start) {
        std::vector<Comment> comments;
        for (int i = 0; i < count; ++i) {
            const std::string text = message + std::to_string(i);
            comments.push_back(comment(text, text, after_start + Milliseconds(i)));
        }
        append(comments);
    }

    // What comes in rounds of this size until nothing is due any more.
    std::vector<std::string> work_off(std::size_t comments, Milliseconds after_start) {
        std::vector<std::string> all;
        for (Batch batch = take_at_most(comments, after_start); !batch.bursts.empty();
             batch = take_at_most(comments, after_start)) {
            const auto some = messages(batch);
            all.insert(all.end(), some.begin(), some.end());
            acknowledge(batch, after_start);
        }
        return all;
    }
};

TEST_P(ClaimsFirst, InAQueueThatFitsTheOrderOfArrivalStands) {
    open_with_consumer();
    append_each("talk", 2, 0ms);
    append_each("mine", 2, 200ms);

    EXPECT_EQ(messages(take_at_most(8, minute)), list({"talk0", "talk1", "mine0", "mine1"}));
}

TEST_P(ClaimsFirst, ClaimsPassSmallTalkAndKeepTheirOrder) {
    open_with_consumer();
    append_each("talk", 20, 0ms);
    append_each("mine", 4, 200ms);
    append_each("want", 3, 400ms);

    const Batch batch = take_at_most(8, minute);

    // The eighth place is for what waits.
    EXPECT_EQ(messages(batch),
              list({"talk0", "mine0", "mine1", "mine2", "mine3", "want0", "want1", "want2"}));
    EXPECT_EQ(batch.next_due, start + minute);
}

TEST_P(ClaimsFirst, WhatWasSetAsideComesWhenThereIsRoomOldestFirst) {
    open_with_consumer();
    append_each("talk", 9, 0ms);
    append_each("mine", 3, 200ms);

    acknowledge(take_at_most(4, minute), minute);
    append_each("late", 1, 400ms);

    EXPECT_EQ(messages(take_at_most(4, minute)), list({"talk1", "talk2", "talk3", "late0"}));
}

TEST_P(ClaimsFirst, NothingIsLostAndNothingComesTwice) {
    open_with_consumer();
    append_each("talk", 150, 0ms);
    append_each("mine", 40, 200ms);
    append_each("talking", 60, 400ms);
    append_each("want", 25, 600ms);

    const auto all = work_off(16, minute);

    EXPECT_EQ(all.size(), 275U);
    EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 275U);
    EXPECT_EQ(keeper->depth().value().lists, 0U);
}

TEST_P(ClaimsFirst, ManyClaimsDoNotStarveSmallTalk) {
    open_with_consumer();
    append_each("talk", 20, 0ms);
    append_each("mine", 100, 200ms);

    std::size_t talk = 0;
    for (int round = 0; round < 5; ++round) {
        const Batch batch = take_at_most(16, minute);
        for (const auto& message : messages(batch)) talk += message.starts_with("talk") ? 1 : 0;
        acknowledge(batch, minute);
    }

    EXPECT_EQ(talk, 10U);
}

TEST_P(ClaimsFirst, AClientsWordsStayTogetherInTheirOrder) {
    open_with_consumer();
    append({comment("bob", "talk of bob", 0ms)});
    append_each("talk", 20, 200ms);
    acknowledge(take_at_most(2, minute), minute);
    append({comment("bob", "talk more", 400ms)});
    append_each("mine", 6, 600ms);
    append({comment("talk15", "mine too", 800ms), comment("talk15", "talk no more", 1000ms)});

    const Batch batch = take_at_most(10, minute);

    // The place in the line is that of the client's first comment.
    EXPECT_EQ(messages(batch), list({"talk1", "talk15", "mine too", "talk no more", "mine0",
                                     "mine1", "mine2", "mine3", "mine4", "mine5"}));
}

TEST_P(ClaimsFirst, ABurstIsNotDividedForTheRoom) {
    open_with_consumer();
    append_each("mine", 3, 0ms);
    append(
        {comment("bob", "want", 200ms), comment("bob", "talk", 400ms), comment("bob", "2", 600ms)});

    EXPECT_EQ(messages(take_at_most(4, minute)), list({"mine0", "mine1", "mine2"}));
}

TEST_P(ClaimsFirst, WhatWasSetAsideIsCountedAndShown) {
    open_with_consumer();
    append_each("talk", 12, 0ms);
    append_each("mine", 3, 200ms);

    acknowledge(take_at_most(4, minute), minute);

    EXPECT_EQ(keeper->depth().value().lists, 11U);
    EXPECT_EQ(keeper->depth().value().oldest_due, start + 1ms + settings.settle);
    EXPECT_EQ(keeper->waiting("anna", "talk7").value().size(), 1U);
}

TEST_P(ClaimsFirst, TheNextWorkerFindsWhatWasSetAside) {
    open_with_consumer();
    append_each("talk", 12, 0ms);
    append_each("mine", 3, 200ms);
    acknowledge(take_at_most(4, minute), minute);

    close();
    let_leases_expire();
    open_with_consumer();
    const auto rest = work_off(4, minute);

    EXPECT_EQ(rest.size(), 11U);
    EXPECT_EQ(rest.front(), "talk1");
}

TEST_P(ClaimsFirst, WhatAWorkerDiedWithComesAgainAloneBeforeSmallTalk) {
    open_with_consumer();
    append_each("talk", 12, 0ms);
    append_each("mine", 3, 200ms);
    acknowledge(take_at_most(4, minute), minute);
    const Batch lost = take_at_most(4, minute);
    ASSERT_EQ(messages(lost), list({"talk1", "talk2", "talk3", "talk4"}));

    close();
    let_leases_expire();
    open_with_consumer();
    std::map<std::string, int> attempts;
    for (Batch batch = take_at_most(4, minute); !batch.bursts.empty();
         batch = take_at_most(4, minute)) {
        for (const Burst& burst : batch.bursts) attempts[burst.client] = burst.attempt;
        acknowledge(batch, minute);
    }

    EXPECT_EQ(attempts.size(), 11U);
    for (const auto& [client, attempt] : attempts)
        EXPECT_EQ(attempt, client <= "talk4" && client != "talk10" && client != "talk11" ? 2 : 1)
            << client;
}

TEST_P(ClaimsFirst, WhatIsPutBackOrFailsWaitsForItsTime) {
    open_with_consumer();
    append_each("talk", 12, 0ms);
    append_each("mine", 3, 200ms);
    acknowledge(take_at_most(4, minute), minute);
    const Batch back = take_at_most(2, minute);
    ASSERT_TRUE(consumer->put_back(back, start + minute, Milliseconds(5'000)));
    const Batch failed = take_at_most(2, minute);
    fail(failed, minute);

    const auto now = work_off(4, minute);
    const auto then = work_off(4, minute + minute);

    EXPECT_EQ(now.size(), 7U);
    EXPECT_EQ(then.size(), 4U);
}

}  // namespace tts
