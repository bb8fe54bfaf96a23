#pragma once

// The promises of ports/live_log.hpp as tests. An adapter's test file includes this once and says
// how its log is opened.

#include "contract/store/fixture.hpp"
#include "ports/live_log.hpp"

namespace tts::test {

// A new database and the log in it, for one test.
class LiveLogWorld {
public:
    virtual ~LiveLogWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<LiveLog>> open() = 0;
};

using MakeLiveLogWorld = std::unique_ptr<LiveLogWorld> (*)();

class LiveLogContract : public testing::TestWithParam<MakeLiveLogWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        factory_ = world_->database().open_factory().value();
        store_ = factory_->open().value();
        log_ = world_->open().value();
        product_ = store_->save_product(sample_product("ana", "DRESS")).value();
    }

    std::vector<std::string> messages_after(const LiveCursor& place) {
        std::vector<std::string> messages;
        const auto changes = log_->changes({.after = place}).value();
        for (const auto& decided : changes.comments) messages.push_back(decided.comment.message);
        return messages;
    }

    void say(const std::string& message) {
        const auto transaction = store_->begin().value();
        write(*transaction, message);
        EXPECT_TRUE(transaction->commit());
    }
    static void write(Transaction& transaction, const std::string& message) {
        Effects effects;
        effects.comments.push_back(sample_comment("ana", "luis", message));
        EXPECT_TRUE(transaction.write(effects).value().empty());
    }

    void store_order() {
        Effects effects;
        effects.orders.push_back(sample_order(product_, "luis"));
        effects.stock.push_back({.product = product_.id, .available = -1, .reserved = 1});
        const auto transaction = store_->begin().value();
        EXPECT_TRUE(transaction->write(effects).value().empty());
        EXPECT_TRUE(transaction->commit());
    }

    StoreDatabase& database() { return world_->database(); }
    Store& store() { return *store_; }
    StoreFactory& factory() { return *factory_; }
    LiveLog& log() { return *log_; }
    const Product& product() const { return product_; }

private:
    std::unique_ptr<LiveLogWorld> world_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<LiveLog> log_;
    Product product_;
};

TEST_P(LiveLogContract, TellsWhatIsWrittenAfterAPlaceOnce) {
    say("before");
    const auto place = log().newest().value();
    say("one");
    say("two");

    EXPECT_EQ(messages_after(place), (std::vector<std::string>{"one", "two"}));
    const auto end = log().changes({.after = place}).value().upto;
    EXPECT_TRUE(messages_after(end).empty());
    EXPECT_EQ(log().changes({.after = end}).value().upto, end);
}

TEST_P(LiveLogContract, TellsInPartsAndUpToAPlace) {
    const auto place = log().newest().value();
    say("one");
    say("two");
    const auto first = log().changes({.after = place, .until = {}, .entries_max = 1}).value();
    EXPECT_EQ(first.upto, place);  // Nothing comes before the beginning.

    const auto part = log().changes({.after = place, .entries_max = 1}).value();
    ASSERT_EQ(part.comments.size(), 1U);
    EXPECT_TRUE(part.is_full);
    EXPECT_EQ(messages_after(part.upto), std::vector<std::string>{"two"});
    const auto again = log().changes({.after = place, .until = part.upto}).value();
    EXPECT_EQ(again.comments.size(), 1U);
}

TEST_P(LiveLogContract, TellsOfPinsAndProducts) {
    const auto place = log().newest().value();
    ASSERT_TRUE(store().pin("ana", product().id, moment(0)));

    const auto pinned = log().changes({.after = place}).value();
    ASSERT_EQ(pinned.pins.size(), 1U);
    EXPECT_EQ(pinned.pins[0].streamer, "ana");
    EXPECT_EQ(pinned.pins[0].pin->product, product().id);

    ASSERT_TRUE(store().pin("ana", std::nullopt, moment(1)));
    const auto unpinned = log().changes({.after = pinned.upto}).value();
    ASSERT_EQ(unpinned.pins.size(), 1U);
    EXPECT_FALSE(unpinned.pins[0].pin);

    auto changed = product();
    changed.stock = 1;
    ASSERT_TRUE(store().save_product(changed));
    const auto stock = log().changes({.after = unpinned.upto}).value();
    ASSERT_EQ(stock.products.size(), 1U);
    EXPECT_EQ(stock.products[0].stock, 1);
}

TEST_P(LiveLogContract, TellsWhoIsBlockedAndWhoIsNotAnyMore) {
    const auto place = log().newest().value();
    BlockedBuyer buyer{.streamer = "ana", .buyer = hostile_texts()[0], .reason = {}, .at = now()};
    ASSERT_TRUE(store().block_buyer(buyer));

    const auto blocked = log().changes({.after = place}).value();
    buyer.is_blocked = false;
    ASSERT_TRUE(store().block_buyer(buyer));
    const auto unblocked = log().changes({.after = blocked.upto}).value();

    ASSERT_EQ(blocked.blocks.size(), 1U);
    EXPECT_EQ(blocked.blocks[0].streamer, "ana");
    EXPECT_EQ(blocked.blocks[0].buyer, hostile_texts()[0]);
    EXPECT_TRUE(blocked.blocks[0].is_blocked);
    ASSERT_EQ(unblocked.blocks.size(), 1U);
    EXPECT_FALSE(unblocked.blocks[0].is_blocked);
}

TEST_P(LiveLogContract, AnOrderBringsItsProductAlong) {
    const auto place = log().newest().value();
    store_order();

    const auto changes = log().changes({.after = place}).value();

    ASSERT_EQ(changes.orders.size(), 1U);
    EXPECT_EQ(changes.orders[0].buyer, "luis");
    ASSERT_EQ(changes.products.size(), 1U);
    EXPECT_EQ(changes.products[0].stock, product().stock - 1);

    ASSERT_TRUE(store().change_product(product().id, {.name = "Other"}));
    const auto renamed = log().changes({.after = changes.upto}).value();
    ASSERT_EQ(renamed.products.size(), 1U);
    EXPECT_EQ(renamed.products[0].name, "Other");
}

TEST_P(LiveLogContract, KnowsHowFarItReachesBack) {
    const auto place = log().newest().value();
    EXPECT_TRUE(log().reaches_back_to(place).value());
    say("one");
    EXPECT_TRUE(log().reaches_back_to(place).value());
    EXPECT_FALSE(log().reaches_back_to({}).value());
    EXPECT_FALSE(log().reaches_back_to({.parts = {1LL << 60, 1, 1}}).value());
    EXPECT_TRUE(log().forget());
    EXPECT_TRUE(log().reaches_back_to(log().newest().value()).value());
}

}  // namespace tts::test
