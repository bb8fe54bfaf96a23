#pragma once

#include "contract/store/fixture.hpp"

#include <algorithm>

namespace tts::test {

// One order with two comments, two notifications and two events.
inline Effects sample_effects(const Product& product) {
    Effects effects;
    effects.comments = {sample_comment(product.streamer, "bob", "lo quiero"),
                        sample_comment(product.streamer, "bob", "2")};
    auto order = sample_order(product, "bob");
    order.claim = effects.comments.front().comment.id;
    effects.orders = {order};
    effects.links = {{effects.comments[1].comment.id, order.id},
                     {effects.comments[0].comment.id, order.id}};
    effects.stock = {{product.id, -2}};
    auto second = sample_notification(order.id, "bob");
    second.created_at = moment(9);
    second.status = NotificationStatus::failed;
    second.channel = Channel::in_app;
    effects.notifications = {sample_notification(order.id, "+34600000000"), second};
    auto paid = sample_event(order.id);
    paid.kind = "order.paid";
    paid.created_at = moment(8);
    effects.events = {sample_event(order.id), paid};
    return effects;
}

inline void expect_trace(const Trace& trace, const Effects& effects) {
    EXPECT_EQ(trace.order, effects.orders.front());
    EXPECT_EQ(trace.notifications, effects.notifications);
    EXPECT_EQ(trace.events, effects.events);
    ASSERT_EQ(trace.comments.size(), effects.comments.size());
    for (std::size_t i = 0; i < trace.comments.size(); ++i)
        expect_same(trace.comments[i], effects.comments[i]);
}

TEST_P(StoreContract, WhatIsWrittenIsReadBackExactlyByTheTrace) {
    const Product product = saved_product("ana", "S-1");
    const Effects effects = sample_effects(product);

    EXPECT_TRUE(write(effects).value().empty());

    expect_trace(store().trace(effects.orders.front().number).value(), effects);
    EXPECT_EQ(stock(product.id), 8);
}

TEST_P(StoreContract, AnOrderByHandHasATraceWithoutComments) {
    Order order = sample_order(saved_product("ana", "S-1"), "bob");
    order.idempotency_key = "key-1";
    order.variant = "";
    order.commission = Percentage();
    placed(order);

    const Trace trace = store().trace(order.number).value();

    EXPECT_EQ(trace.order, order);
    EXPECT_TRUE(trace.comments.empty());
    EXPECT_TRUE(trace.notifications.empty());
    EXPECT_TRUE(trace.events.empty());
}

TEST_P(StoreContract, HostileTextIsReadBackExactly) {
    const Product product = saved_product("ana", "S-1");
    auto texts = hostile_texts();
    texts.push_back(longest_message());
    for (const auto& text : texts) {
        Effects effects = sample_effects(product);
        effects.stock.clear();
        auto& row = effects.comments.front();
        row.comment.client = text;
        row.comment.message = text;
        row.comment.source = text;
        row.reading.language = text;
        row.reading.items = {{.code = text, .variant = text, .quantity = 1}};
        row.reading.model_version = text;
        row.match.frame = text;
        row.match.why = text;
        row.reason = text;
        auto& order = effects.orders.front();
        order.buyer = text;
        order.variant = text;
        order.product_name = text;
        order.sku = text;
        order.source = text;
        effects.notifications.front().recipient = text;
        effects.notifications.front().text = text;
        effects.notifications.front().last_error = text;
        effects.events.front().kind = text;

        EXPECT_TRUE(write(effects).value().empty()) << text;

        expect_trace(store().trace(order.number).value(), effects);
    }
}

TEST_P(StoreContract, ACommentWithoutAnythingSpecialIsReadBackExactly) {
    DecidedComment plain;
    plain.comment = {.id = CommentId::next(),
                     .streamer = "ana",
                     .client = "bob",
                     .message = "hi",
                     .timestamp = moment(),
                     .source = "",
                     .source_message_id = ""};
    Effects effects;
    effects.comments = {plain};

    EXPECT_TRUE(write(effects).value().empty());

    const auto rows = store().comments("ana", 10).value();
    ASSERT_EQ(rows.size(), 1U);
    expect_same(rows.front(), plain);
}

TEST_P(StoreContract, EveryIntentDecisionAndMatchSourceIsReadBack) {
    Effects effects;
    for (int i = 0; i < 6; ++i) {
        auto row = sample_comment("ana", "bob", std::to_string(i));
        row.reading.intent = static_cast<Intent>(i % 5);
        row.decision = static_cast<Decision>(i);
        row.match.source = static_cast<MatchSource>(i);
        effects.comments.push_back(row);
    }
    EXPECT_TRUE(write(effects).value().empty());

    const auto rows = store().comments("ana", 10).value();

    ASSERT_EQ(rows.size(), 6U);
    for (std::size_t i = 0; i < rows.size(); ++i) expect_same(rows[5 - i], effects.comments[i]);
}

TEST_P(StoreContract, ABatchOfThousandsIsWrittenWhole) {
    const Product product = saved_product("ana", "S-1");
    Effects effects;
    for (int i = 0; i < 2'500; ++i) {
        effects.comments.push_back(sample_comment("ana", "c" + std::to_string(i), "mío"));
        auto order = sample_order(product, "c" + std::to_string(i));
        order.claim = effects.comments.back().comment.id;
        effects.orders.push_back(order);
        effects.links.push_back({order.claim, order.id});
        effects.notifications.push_back(sample_notification(order.id, order.buyer));
        effects.events.push_back(sample_event(order.id));
    }

    EXPECT_TRUE(write(effects).value().empty());

    const auto totals = store().totals("ana").value();
    EXPECT_EQ(totals.comments, 2'500);
    EXPECT_EQ(totals.orders, 2'500);
    const Trace last = store().trace(effects.orders.back().number).value();
    ASSERT_EQ(last.comments.size(), 1U);
    expect_same(last.comments.front(), effects.comments.back());
    EXPECT_EQ(last.notifications.size(), 1U);
    EXPECT_EQ(last.events.size(), 1U);
}

TEST_P(StoreContract, WritingNothingIsFine) {
    EXPECT_TRUE(write(Effects()).value().empty());
}

TEST_P(StoreContract, ATransactionThatIsNotCommittedLeavesNothing) {
    const Product product = saved_product("ana", "S-1");
    const Effects effects = sample_effects(product);
    {
        const auto transaction = store().begin().value();
        EXPECT_EQ(transaction->lock_products(std::vector{product.id}).value().size(), 1U);
        EXPECT_TRUE(transaction->write(effects).value().empty());
    }

    EXPECT_EQ(store().trace(effects.orders.front().number).error().code(), Errc::not_found);
    EXPECT_TRUE(store().comments("ana", 10).value().empty());
    EXPECT_EQ(stock(product.id), 10);

    EXPECT_TRUE(write(effects).value().empty());
    EXPECT_EQ(stock(product.id), 8);
}

TEST_P(StoreContract, CommentsThatAreStoredAlreadyAreReported) {
    const Product product = saved_product("ana", "S-1");
    Effects effects = sample_effects(product);
    ASSERT_TRUE(write(effects).value().empty());
    const auto fresh = sample_comment("ana", "eve", "hola");
    auto sent_again = sample_comment("ana", "bob", "lo quiero");
    sent_again.comment.source_message_id = effects.comments[0].comment.source_message_id;
    Effects repeat = effects;
    repeat.comments = {fresh, effects.comments[1], sent_again};
    repeat.links.push_back({sent_again.comment.id, effects.orders.front().id});

    auto stored = write(repeat).value();

    std::sort(stored.begin(), stored.end());
    EXPECT_EQ(stored,
              (std::vector<CommentId>{effects.comments[1].comment.id, sent_again.comment.id}));
    EXPECT_EQ(store().comments("ana", 10).value().size(), 2U);
    EXPECT_EQ(stock(product.id), 8);

    repeat = Effects();
    repeat.comments = {fresh};
    EXPECT_TRUE(write(repeat).value().empty());
}

TEST_P(StoreContract, TheSameMessageIdOfAnotherSourceIsAnotherComment) {
    Effects effects;
    effects.comments = {sample_comment("ana", "bob", "one"), sample_comment("ana", "bob", "two")};
    effects.comments[0].comment.source_message_id = "7";
    effects.comments[1].comment.source_message_id = "7";
    effects.comments[1].comment.source = "youtube";
    EXPECT_TRUE(write(effects).value().empty());

    effects.comments = {sample_comment("ana", "bob", "three"),
                        sample_comment("ana", "bob", "four")};
    effects.comments[0].comment.source_message_id = "";
    effects.comments[1].comment.source_message_id = "";
    EXPECT_TRUE(write(effects).value().empty());
    EXPECT_EQ(store().comments("ana", 10).value().size(), 4U);
}

}  // namespace tts::test
