#pragma once

#include "contract/comment_queue_fixture.hpp"

#include <string>
#include <vector>

namespace tts {

using namespace std::chrono_literals;

TEST_P(CommentQueueContract, WhatWaitsIsTheClientsListInItsOrder) {
    open();
    const auto one = comment("bob", "one");
    const auto two = comment("bob", "two ñ💙");
    append({one, comment("cleo", "other"), two});

    EXPECT_EQ(keeper->waiting("anna", "bob").value(), (std::vector{one, two}));
    EXPECT_TRUE(keeper->waiting("anna", "dora").value().empty());
    EXPECT_TRUE(keeper->waiting("bob", "anna").value().empty());
    EXPECT_TRUE(keeper->waiting("", "").value().empty());
}

TEST_P(CommentQueueContract, LookingAtWhatWaitsTakesNothingFromAWorker) {
    open_with_consumer();
    append({comment("bob", "mine")});
    ASSERT_EQ(keeper->waiting("anna", "bob").value().size(), 1U);

    const Batch batch = take(minute);

    EXPECT_EQ(messages(batch), list({"mine"}));
    EXPECT_EQ(keeper->waiting("anna", "bob").value().size(), 1U);
    acknowledge(batch, minute);
}

TEST_P(CommentQueueContract, WhatWasCommittedIsInTheListUntilItHasLingered) {
    open_with_consumer();
    append({comment("bob", "mine")});

    acknowledge(take(800ms), 900ms);
    EXPECT_EQ(keeper->waiting("anna", "bob").value().size(), 1U);
    take(minute);

    EXPECT_TRUE(keeper->waiting("anna", "bob").value().empty());
}

}  // namespace tts
