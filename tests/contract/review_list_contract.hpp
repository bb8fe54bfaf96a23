#pragma once

// The promises of ports/review_list.hpp and ports/overlay_tokens.hpp as tests. An adapter's test
// file includes this once and says how they are opened.

#include "contract/store/fixture.hpp"
#include "ports/overlay_tokens.hpp"
#include "ports/review_list.hpp"

namespace tts::test {

// A new database for one test.
class ReviewWorld {
public:
    virtual ~ReviewWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<ReviewList>> open_list() = 0;
    virtual Result<std::unique_ptr<OverlayTokens>> open_tokens() = 0;
};

using MakeReviewWorld = std::unique_ptr<ReviewWorld> (*)();

class ReviewContract : public testing::TestWithParam<MakeReviewWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        factory_ = world_->database().open_factory().value();
        store_ = factory_->open().value();
        list_ = world_->open_list().value();
    }

    DecidedComment stored(DecidedComment comment, const std::vector<Order>& orders = {}) {
        Effects effects;
        effects.comments.push_back(comment);
        effects.orders = orders;
        for (const Order& order : orders) effects.links.push_back({comment.comment.id, order.id});
        const auto transaction = store_->begin().value();
        EXPECT_TRUE(transaction->write(effects).value().empty());
        EXPECT_TRUE(transaction->commit());
        return comment;
    }

    DecidedComment doubtful(const std::string& streamer) {
        auto comment = sample_comment(streamer, "luis", hostile_texts()[1]);
        comment.decision = Decision::review;
        return stored(comment);
    }

    std::vector<ReviewComment> waiting(const std::string& streamer) {
        return list_->waiting({.streamer = streamer, .since = now() - std::chrono::hours(1)})
            .value();
    }

    ReviewWorld& world() { return *world_; }
    Store& store() { return *store_; }
    ReviewList& list() { return *list_; }

private:
    std::unique_ptr<ReviewWorld> world_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<ReviewList> list_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ReviewContract);

TEST_P(ReviewContract, WhatWaitsIsListedNewestFirstAsItWasUnderstood) {
    const auto first = doubtful("ana");
    stored(sample_comment("ana", "marta", "ordered already"));
    doubtful("otra");
    const auto second = doubtful("ana");

    const auto found = waiting("ana");

    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].id, second.comment.id);
    const ReviewComment wanted{.id = first.comment.id,
                               .streamer = "ana",
                               .client = "luis",
                               .message = first.comment.message,
                               .source = "tiktok_live",
                               .language = "es",
                               .intent = "buy",
                               .score = first.reading.score,
                               .decision = "review",
                               .reason = "because",
                               .product = first.match.product,
                               .match_why = "code A12",
                               .quantity = 2,
                               .variant = "talla \"M\"",
                               .cancels = true,
                               .cancelled_orders = 0};
    EXPECT_EQ(found[1], wanted);
    EXPECT_EQ(list().find(first.comment.id).value(), wanted);
    EXPECT_EQ(list().find(CommentId::next()).error().code(), Errc::not_found);
}

TEST_P(ReviewContract, OnlyOneOfTwoDecisionsCounts) {
    const auto id = doubtful("ana").comment.id;
    const Verdict verdict{
        .comment = id, .decision = Decision::ignored, .reason = "no", .from = Decision::review};

    EXPECT_TRUE(list().settle(verdict));
    EXPECT_EQ(list().settle(verdict).error().code(), Errc::conflict);

    EXPECT_TRUE(waiting("ana").empty());
    EXPECT_EQ(list().find(id).value().decision, "ignored");
    EXPECT_EQ(list().find(id).value().reason, "no");
    EXPECT_TRUE(list().settle({.comment = id, .decision = Decision::ordered, .reason = "yes"}));
    EXPECT_EQ(list().find(id).value().decision, "ordered");
}

TEST_P(ReviewContract, OrdersThatWereGivenUpAreCounted) {
    const auto product = store().save_product(sample_product("ana", "DRESS")).value();
    auto given_up = sample_order(product, "luis");
    given_up.status = OrderStatus::cancelled;
    auto kept = sample_order(product, "luis");
    kept.idempotency_key = "another";
    kept.claim = CommentId::next();

    const auto comment = stored(sample_comment("ana", "luis", "mine"), {given_up, kept});

    EXPECT_EQ(list().find(comment.comment.id).value().cancelled_orders, 1);
}

TEST_P(ReviewContract, AnOverlayHasOneTokenAtMost) {
    const auto tokens = world().open_tokens().value();
    EXPECT_EQ(tokens->find("ana").error().code(), Errc::not_found);
    OverlayToken token{
        .streamer = "ana", .sha256 = "abc", .shows_names = true, .created_at = moment()};
    ASSERT_TRUE(tokens->save(token));
    EXPECT_EQ(tokens->find("ana").value(), token);

    token.sha256 = "def";
    token.shows_names = false;
    token.created_at = moment(5);
    ASSERT_TRUE(tokens->save(token));
    EXPECT_EQ(tokens->find("ana").value(), token);

    EXPECT_TRUE(tokens->remove("ana"));
    EXPECT_TRUE(tokens->remove("ana"));
    EXPECT_EQ(tokens->find("ana").error().code(), Errc::not_found);
}

}  // namespace tts::test
