// The worker's path from the queue to the store, on the real embedded queue and store.

#include "integration/pipeline_fixture.hpp"
#include "order/order_desk.hpp"
#include "support/eventually.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

namespace tts {
namespace {

using namespace std::chrono_literals;

TEST_F(PipelineTest, ACancelInTheChatGivesUpTheClientsOwnLatestOrder) {
    const auto bag = add_product("BAG", 5);
    pin(bag);
    Bench bench(*this, "w1");
    say("bea", "buy 2");
    say("carla", "buy 1");
    work_off(bench, 2);

    say("bea", "cancel");
    say("dora", "cancel");
    work_off(bench, 4);

    EXPECT_EQ(store->orders({.streamer = "ana", .buyer = "bea", .status = {}, .before = {}})
                  .value()
                  .front()
                  .end_reason,
              end_reason_buyer);
    const auto stored = store->product(bag.id).value();
    EXPECT_EQ(stored.stock, 4);
    EXPECT_EQ(stored.reserved, 1);
    const auto comments = store->comments("ana", 2).value();
    EXPECT_EQ(comments[0].decision, Decision::review);  // Of dora, who ordered nothing.
    EXPECT_TRUE(comments[1].reason.starts_with("cancelled order "));
}

TEST_F(PipelineTest, NothingIsSoldToABlockedBuyerNorBeyondTheRules) {
    const auto bag = add_product("BAG", 10);
    pin(bag);
    ASSERT_TRUE(store->save_rules("ana", {.buyer_units_max = 3}));
    ASSERT_TRUE(store->block_buyer(
        {.streamer = "ana", .buyer = "troll", .reason = "never pays", .at = now()}));
    Bench bench(*this, "w1");

    for (const auto* message : {"buy 2", "buy 2", "buy 1"}) {
        say("bea", message);
        work_off(bench, counters.comments + 1);
    }
    say("troll", "buy");
    work_off(bench, 4);

    EXPECT_EQ(stock(bag), 7);
    const auto comments = store->comments("ana", 4).value();
    EXPECT_EQ(comments[0].reason, "the buyer is blocked");
    EXPECT_EQ(comments[2].reason, "has as many as one buyer gets: 3");
}

TEST_F(PipelineTest, AWishBecomesAnOrderThatCanBeTracedBack) {
    const auto bag = add_product("BAG", 5);
    pin(bag);
    const auto comment = say("bea", "buy 2");
    Bench bench(*this, "w1");

    work_off(bench, 1);

    ASSERT_EQ(orders().size(), 1u);
    const auto trace = store->trace(orders().front().number).value();
    EXPECT_EQ(trace.order.quantity, 2);
    EXPECT_EQ(trace.order.total_price.to_string(), "21.00");
    EXPECT_EQ(trace.order.claim, comment);
    ASSERT_EQ(trace.comments.size(), 1u);
    EXPECT_EQ(trace.comments[0].comment.id, comment);
    EXPECT_EQ(trace.comments[0].decision, Decision::ordered);
    EXPECT_EQ(trace.comments[0].match.source, MatchSource::pin);
    EXPECT_EQ(trace.comments[0].reading.model_version, "plain");
    EXPECT_EQ(trace.notifications.size(), 1u);
    EXPECT_EQ(trace.events.size(), 1u);
    EXPECT_EQ(stock(bag), 3);
}

TEST_F(PipelineTest, HandlingABatchAgainChangesNothing) {
    const auto bag = add_product("BAG", 5);
    pin(bag);
    say("bea", "buy");
    Bench bench(*this, "w1");
    ASSERT_TRUE(bench.consumer->balance(now()));
    const auto batch = bench.consumer->take(shard_of("ana", 4), now() + 1s).value();
    ASSERT_EQ(batch.bursts.size(), 1u);
    const auto fence = store->next_fence(batch.shard).value();

    const auto first = bench.processor.process(batch, fence).value();
    const auto again = bench.processor.process(batch, fence).value();

    EXPECT_EQ(first.orders, 1u);
    EXPECT_EQ(again.orders, 0u);
    EXPECT_EQ(again.stored_before, 1u);
    EXPECT_EQ(stock(bag), 4);
}

TEST_F(PipelineTest, WhatCameAfterALostAcknowledgementIsDecidedAlone) {
    const auto bag = add_product("BAG", 5);
    pin(bag);
    say("bea", "buy");
    {
        Bench dies(*this, "w1");
        ASSERT_TRUE(dies.consumer->balance(now()));
        const auto batch = dies.consumer->take(shard_of("ana", 4), now() + 1s).value();
        const auto fence = store->next_fence(batch.shard).value();
        ASSERT_EQ(dies.processor.process(batch, fence)->orders, 1u);
    }  // Neither acknowledged nor released.
    say("bea", "buy 3");
    Bench bench(*this, "w2");

    work_off(bench, 1, queue_settings.lease_time + 100ms);

    EXPECT_EQ(orders().size(), 2u);
    EXPECT_EQ(stock(bag), 1);
}

TEST_F(PipelineTest, AWorkerThatLostItsLeaseWritesNothing) {
    const auto bag = add_product("BAG", 5);
    pin(bag);
    say("bea", "buy");
    Bench zombie(*this, "w1");
    ASSERT_TRUE(zombie.consumer->balance(now()));
    const auto batch = zombie.consumer->take(shard_of("ana", 4), now() + 1s).value();
    const auto old_fence = store->next_fence(batch.shard).value();
    ASSERT_TRUE(store->next_fence(batch.shard));

    const auto report = zombie.processor.process(batch, old_fence).value();

    EXPECT_EQ(report.outcome, BatchReport::Outcome::fenced);
    EXPECT_TRUE(orders().empty());
    EXPECT_EQ(stock(bag), 5);
}

TEST_F(PipelineTest, TheLastUnitsGoToThoseWhoCameFirst) {
    const auto bag = add_product("BAG", 3);
    pin(bag);
    for (int i = 0; i < 20; ++i) say("client" + std::to_string(i), "buy");
    Bench bench(*this, "w1");

    work_off(bench, 20);

    std::set<std::string> buyers;
    for (const auto& order : orders()) buyers.insert(order.buyer);
    EXPECT_EQ(buyers, (std::set<std::string>{"client0", "client1", "client2"}));
    EXPECT_EQ(stock(bag), 0);
    EXPECT_EQ(outbox->take_due(now() + 1s, 1s, 100)->size(), 20u);
}

TEST_F(PipelineTest, SayingItAgainIsLinkedToTheSameOrder) {
    const auto bag = add_product("BAG", 5);
    pin(bag);
    say("bea", "buy");
    Bench bench(*this, "w1");
    work_off(bench, 1);
    say("bea", "buy");
    work_off(bench, 2);

    ASSERT_EQ(orders().size(), 1u);
    EXPECT_EQ(store->trace(orders().front().number)->comments.size(), 2u);
    EXPECT_EQ(stock(bag), 4);
}

TEST_F(PipelineTest, WhoAsksHowGetsAnAnswerAndNoOrder) {
    pin(add_product("BAG", 5));
    say("bea", "how");
    Bench bench(*this, "w1");

    work_off(bench, 1);

    EXPECT_TRUE(orders().empty());
    EXPECT_EQ(outbox->take_due(now() + 1s, 1s, 100)->size(), 1u);
}

TEST_F(PipelineTest, APinSetBeforeACommentIsSeenByItEvenIfTheShowWasCached) {
    const auto first = add_product("ONE", 5);
    const auto second = add_product("TWO", 5);
    pin(first);
    say("bea", "buy");
    Bench bench(*this, "w1");
    work_off(bench, 1);

    ASSERT_TRUE(store->pin("ana", second.id, now()));
    std::this_thread::sleep_for(2ms);
    say("carla", "buy");
    work_off(bench, 2);

    EXPECT_EQ(stock(first), 4);
    EXPECT_EQ(stock(second), 4);
}

TEST_F(PipelineTest, OnlySmallTalkOfAKnownShowMayWait) {
    pin(add_product("ONE", 5));
    Bench bench(*this, "w1");
    const auto may_wait = [&](const std::string& message) {
        Burst burst{.streamer = "ana", .client = "bea", .comments = {}};
        burst.comments.push_back({.id = CommentId::next(),
                                  .streamer = "ana",
                                  .client = "bea",
                                  .message = message,
                                  .timestamp = now(),
                                  .source = "tiktok_live",
                                  .source_message_id = {}});
        return bench.processor.may_wait(burst);
    };
    EXPECT_FALSE(may_wait("hello"));

    say("bea", "hello");
    work_off(bench, 1);

    EXPECT_TRUE(may_wait("hello"));
    EXPECT_FALSE(may_wait("buy"));
    EXPECT_FALSE(may_wait("cancel"));
}

TEST_F(PipelineTest, SeveralWorkersSellEveryUnitOnceAndStoreEveryCommentOnce) {
    constexpr int streamers = 8;
    constexpr int clients = 60;
    std::vector<Product> products;
    for (int s = 0; s < streamers; ++s) {
        Product product = add_product("P" + std::to_string(s), 40);
        product.streamer = "streamer" + std::to_string(s);
        product.sku = "S";
        product.id = ProductId::next();
        products.push_back(store->save_product(product).value());
        ASSERT_TRUE(store->pin(product.streamer, products.back().id, now() - 1min));
    }
    std::atomic<bool> done = false;
    std::vector<std::jthread> threads;
    for (int w = 0; w < 3; ++w)
        threads.emplace_back([this, w, &done] {
            Bench bench(*this, "w" + std::to_string(w));
            while (!done)
                std::this_thread::sleep_for(
                    std::min<std::chrono::milliseconds>(bench.worker.run_once(now()), 5ms));
            bench.worker.stop();
        });

    for (int c = 0; c < clients; ++c)
        for (int s = 0; s < streamers; ++s)
            say("client" + std::to_string(c), "buy", "streamer" + std::to_string(s));
    const bool is_stored = test::eventually(60s, [&] {
        const auto totals = store->totals("");
        return totals && totals->comments >= streamers * clients;
    });
    done = true;
    threads.clear();

    EXPECT_TRUE(is_stored);
    EXPECT_EQ(store->totals("")->comments, streamers * clients);
    for (const auto& product : products) EXPECT_EQ(stock(product), 0);
    EXPECT_EQ(orders().size(), static_cast<std::size_t>(streamers * 40));
}

TEST_F(PipelineTest, AnIdempotencyKeyPlacesOneOrder) {
    const auto bag = add_product("BAG", 5);
    const OrderRequest request{.product = "BAG",
                               .buyer = "bea",
                               .streamer = "ana",
                               .source = "api",
                               .quantity = 2,
                               .idempotency_key = "key-1"};

    const auto first = place_order(*store, request).value();
    const auto again = place_order(*store, request).value();
    auto other = request;
    other.quantity = 3;
    const auto refused = place_order(*store, other);

    EXPECT_FALSE(first.replayed);
    EXPECT_TRUE(again.replayed);
    EXPECT_EQ(again.order.id, first.order.id);
    EXPECT_EQ(refused.error().code(), Errc::invalid);
    EXPECT_EQ(stock(bag), 3);
}

TEST_F(PipelineTest, AnOrderByHandIsRefusedWhenThereIsNotEnough) {
    const auto bag = add_product("BAG", 1);
    const OrderRequest request{.product = bag.id.to_string(),
                               .buyer = "bea",
                               .streamer = "ana",
                               .source = "api",
                               .quantity = 2,
                               .idempotency_key = {}};

    EXPECT_EQ(place_order(*store, request).error().code(), Errc::conflict);

    auto stranger = request;
    stranger.streamer = "somebody else";
    EXPECT_EQ(place_order(*store, stranger).error().code(), Errc::not_found);
    EXPECT_EQ(stock(bag), 1);
}

}  // namespace
}  // namespace tts
