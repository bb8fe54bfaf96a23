#pragma once

// The promises of ports/buyer_list.hpp as tests. An adapter's test file includes this once and says
// how its lists are made.

#include "contract/store/fixture.hpp"
#include "ports/buyer_list.hpp"

namespace tts::test {

// A new database and the buyers in it, for one test.
class BuyerWorld {
public:
    virtual ~BuyerWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<BuyerList>> open() = 0;
};

using MakeBuyerWorld = std::unique_ptr<BuyerWorld> (*)();

class BuyerListContract : public testing::TestWithParam<MakeBuyerWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        factory_ = world_->database().open_factory().value();
        store_ = factory_->open().value();
        buyers_ = world_->open().value();
    }

    StoreDatabase& database() { return world_->database(); }
    Store& store() { return *store_; }
    BuyerList& list() { return *buyers_; }

    DecidedComment stored(DecidedComment comment) {
        Effects effects;
        effects.comments.push_back(comment);
        const auto transaction = store().begin().value();
        EXPECT_TRUE(transaction->write(effects).value().empty());
        EXPECT_TRUE(transaction->commit());
        return comment;
    }
    DecidedComment stored(const std::string& streamer, const std::string& client) {
        return stored(sample_comment(streamer, client, "mío " + client));
    }

    std::vector<std::string> names(const BuyerFilter& filter) {
        std::vector<std::string> all;
        for (const auto& buyer : list().buyers(filter).value().buyers)
            all.push_back(buyer.username);
        return all;
    }

    using Names = std::vector<std::string>;

private:
    std::unique_ptr<BuyerWorld> world_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<BuyerList> buyers_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BuyerListContract);

TEST_P(BuyerListContract, ABuyerIsACommentWithItsProduct) {
    const auto product = store().save_product(sample_product("ana", "S-1")).value();
    auto comment = sample_comment("ana", "luis", "¡Mío! 💙 'x'");
    comment.match.product = product.id;
    stored(comment);

    const auto page = list().buyers({.streamer = "ana"}).value();

    ASSERT_EQ(page.buyers.size(), 1U);
    EXPECT_EQ(page.total, 1U);
    const Buyer expected{.id = comment.comment.id,
                         .username = "luis",
                         .message = "¡Mío! 💙 'x'",
                         .quantity = 2,
                         .timestamp = moment(),
                         .product = product.id,
                         .product_name = product.name,
                         .product_price = product.price,
                         .status = BuyerStatus::pending};
    EXPECT_EQ(page.buyers[0], expected);
}

TEST_P(BuyerListContract, ABuyerWithoutProductOrQuantityIsListedToo) {
    auto comment = sample_comment("ana", "luis", "lo quiero");
    comment.reading.items.clear();
    comment.match.product = {};
    comment.decision = Decision::review;
    stored(comment);

    const auto buyer = list().buyers({.streamer = "ana"}).value().buyers.at(0);

    EXPECT_EQ(buyer.quantity, 1);
    EXPECT_TRUE(buyer.product.is_nil());
    EXPECT_EQ(buyer.product_name, "");
    EXPECT_EQ(buyer.product_price, std::nullopt);
}

TEST_P(BuyerListContract, WhoWantsNothingIsNoBuyer) {
    auto question = sample_comment("ana", "eva", "¿cuánto?");
    question.reading.intent = Intent::question;
    question.decision = Decision::ignored;
    stored(question);
    auto unsure = sample_comment("ana", "leo", "quizás");
    unsure.decision = Decision::ignored;
    stored(unsure);
    database().query(
        "INSERT INTO chat_messages (streamer, client, message) VALUES ('ana', 'sql', 'mío')");

    const auto page = list().buyers({.streamer = "ana"}).value();

    EXPECT_TRUE(page.buyers.empty());
    EXPECT_EQ(page.total, 0U);
    EXPECT_EQ(list().set_status(unsure.comment.id, BuyerStatus::sold, "").error().code(),
              Errc::not_found);
}

TEST_P(BuyerListContract, BuyersOfOneStreamerComeNewestFirstUpToTheLimitWithTheTotalOfAll) {
    stored("ana", "first");
    stored("ana", "second");
    stored("eva", "elsewhere");
    stored("ana", "third");

    EXPECT_EQ(names({.streamer = "ana"}), (Names{"third", "second", "first"}));
    EXPECT_EQ(names({.streamer = "ana", .limit = 2}), (Names{"third", "second"}));
    EXPECT_EQ(list().buyers({.streamer = "ana", .limit = 1}).value().total, 3U);
    EXPECT_EQ(list().buyers({.streamer = "nobody"}).value().total, 0U);
}

TEST_P(BuyerListContract, AStatusIsKeptAndFilteredBy) {
    const auto first = stored("ana", "first");
    const auto second = stored("ana", "second");
    stored("ana", "third");

    ASSERT_TRUE(list().set_status(first.comment.id, BuyerStatus::contacted, ""));
    ASSERT_TRUE(list().set_status(second.comment.id, BuyerStatus::sold, "ana"));
    ASSERT_TRUE(list().set_status(first.comment.id, BuyerStatus::cancelled, "ana"));

    EXPECT_EQ(names({.streamer = "ana", .status = BuyerStatus::pending}), (Names{"third"}));
    EXPECT_EQ(names({.streamer = "ana", .status = BuyerStatus::sold}), (Names{"second"}));
    EXPECT_EQ(names({.streamer = "ana", .status = BuyerStatus::cancelled}), (Names{"first"}));
    EXPECT_EQ(list().buyers({.streamer = "ana", .status = BuyerStatus::sold}).value().total, 1U);
    EXPECT_EQ(list().buyers({.streamer = "ana"}).value().buyers[1].status, BuyerStatus::sold);
    ASSERT_TRUE(list().set_status(second.comment.id, BuyerStatus::pending, "ana"));
    EXPECT_EQ(names({.streamer = "ana", .status = BuyerStatus::pending}),
              (Names{"third", "second"}));
}

TEST_P(BuyerListContract, TheStatusOfAnotherOrOfNobodyCannotBeSet) {
    const auto comment = stored("ana", "luis");

    EXPECT_EQ(list().set_status(CommentId::next(), BuyerStatus::sold, "").error().code(),
              Errc::not_found);
    EXPECT_EQ(list().set_status(comment.comment.id, BuyerStatus::sold, "eva").error().code(),
              Errc::not_found);
    EXPECT_EQ(list().buyers({.streamer = "ana"}).value().buyers[0].status, BuyerStatus::pending);
}

TEST_P(BuyerListContract, DecidedCommentsAreFoundByTheirIds) {
    const auto first = stored("ana", "first");
    const auto second = stored("eva", "second");
    stored("ana", "third");
    const std::vector<CommentId> ids = {second.comment.id, CommentId::next(), first.comment.id};

    const auto found = list().decided(ids).value();

    ASSERT_EQ(found.size(), 2U);
    expect_same(found[0], first);
    expect_same(found[1], second);
    EXPECT_TRUE(list().decided({}).value().empty());
}

}  // namespace tts::test
