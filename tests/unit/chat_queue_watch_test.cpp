#include "chat/queue_watch.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tts::test {

namespace {

using namespace std::chrono_literals;

// A client's list and what a worker makes of it; `at_sleep` is what happens while one waits.
class QueueWatchTest : public testing::Test {
protected:
    Comment comment(bool has_id = true) {
        Comment made;
        if (has_id) made.id = CommentId::next();
        return made;
    }

    void decide(const Comment& comment) {
        DecidedComment made;
        made.comment = comment;
        decided_.push_back(made);
    }

    Result<std::vector<DecidedComment>> wait(std::chrono::milliseconds patience = 1s) {
        QueueWatch watch;
        watch.waiting = [this]() -> Result<std::vector<Comment>> { return list_; };
        watch.decided = [this](std::span<const CommentId> ids) {
            std::vector<DecidedComment> found;
            for (const auto& each : decided_)
                if (std::find(ids.begin(), ids.end(), each.comment.id) != ids.end())
                    found.push_back(each);
            return Result<std::vector<DecidedComment>>(found);
        };
        watch.sleep = [this](std::chrono::milliseconds time) {
            slept_ += time;
            if (at_sleep_) at_sleep_();
        };
        return wait_until_decided(watch, patience);
    }

    std::vector<Comment> list_;
    std::vector<DecidedComment> decided_;
    std::function<void()> at_sleep_;
    std::chrono::milliseconds slept_{0};
};

TEST_F(QueueWatchTest, AnEmptyListIsAnsweredAtOnce) {
    EXPECT_TRUE(wait().value().empty());
    EXPECT_EQ(slept_, 0ms);
}

TEST_F(QueueWatchTest, WhatIsDecidedAndLingersIsAnsweredAtOnce) {
    list_ = {comment(), comment()};
    for (const auto& each : list_) decide(each);

    EXPECT_EQ(wait().value().size(), 2U);
    EXPECT_EQ(slept_, 0ms);
}

TEST_F(QueueWatchTest, WaitsForAWorker) {
    list_ = {comment(), comment()};
    at_sleep_ = [&] {
        if (slept_ == 200ms)
            for (const auto& each : list_) decide(each);
    };

    EXPECT_EQ(wait().value().size(), 2U);
    EXPECT_EQ(slept_, 200ms);
}

TEST_F(QueueWatchTest, WhatLeavesTheListMeanwhileStillCounts) {
    list_ = {comment()};
    at_sleep_ = [&] {
        if (list_.empty()) return;
        decide(list_.front());
        list_.clear();
    };

    EXPECT_EQ(wait().value().size(), 1U);
}

TEST_F(QueueWatchTest, WaitsForTheNextCommentToo) {
    list_ = {comment()};
    at_sleep_ = [&] {
        if (slept_ == 50ms) list_.push_back(comment());
        if (slept_ == 100ms) decide(list_[0]);
        if (slept_ == 300ms) decide(list_[1]);
    };

    EXPECT_EQ(wait().value().size(), 2U);
    EXPECT_EQ(slept_, 300ms);
}

TEST_F(QueueWatchTest, WaitsForTheCommentOfAnOutsiderThatHasNoIdYet) {
    list_ = {comment(false)};
    at_sleep_ = [&] {
        if (slept_ == 100ms) list_ = {comment()};
        if (slept_ == 200ms) decide(list_[0]);
    };

    EXPECT_EQ(wait().value().size(), 1U);
}

TEST_F(QueueWatchTest, WhatWasBuriedIsNotWaitedFor) {
    list_ = {comment()};
    at_sleep_ = [&] { list_.clear(); };

    EXPECT_TRUE(wait().value().empty());
}

TEST_F(QueueWatchTest, SaysThatNoWorkerCame) {
    list_ = {comment()};

    const auto decided = wait(500ms);

    ASSERT_FALSE(decided);
    EXPECT_EQ(decided.error().code(), Errc::conflict);
    EXPECT_NE(decided.error().what().find("worker"), std::string::npos);
    EXPECT_EQ(slept_, 500ms);
}

}  // namespace

}  // namespace tts::test
