#pragma once

#include "contract/store/fixture.hpp"

namespace tts::test {

// The three queries of the contract, as outsiders write them.
inline constexpr const char* buy_messages_query =
    "SELECT id, streamer, client, message, nlp_score FROM chat_messages "
    "WHERE nlp_intent = 'buy' AND nlp_score > 0.5 ORDER BY timestamp DESC";

inline constexpr const char* revenue_query =
    "SELECT streamer, COUNT(*) AS orders, SUM(total_price) AS revenue, "
    "AVG(total_price) AS average FROM orders WHERE status IN ('paid', 'shipped', 'delivered') "
    "GROUP BY streamer ORDER BY streamer";

// Without an alias where there need be none: no column of ours may make one ambiguous.
inline constexpr const char* trace_query =
    "SELECT message, client, nlp_intent, nlp_score, order_number, quantity, source, name, sku, "
    "price, username, platform, total_price, commission_percentage, "
    "total_price * commission_percentage / 100 AS commission "
    "FROM chat_messages "
    "JOIN chat_message_order_mapping ON chat_message_id = chat_messages.id "
    "JOIN orders ON orders.id = order_id "
    "JOIN products ON products.id = product_id "
    "JOIN streamers ON username = orders.streamer "
    "ORDER BY order_number";

TEST_P(StoreContract, AllBuyMessagesAboveTheThresholdAreFoundNewestFirst) {
    Effects effects;
    const auto add = [&](const std::string& message, Intent intent, double score, int seconds) {
        auto row = sample_comment("ana", "bob", message);
        row.comment.timestamp = moment(seconds);
        row.reading.intent = intent;
        row.reading.score = score;
        effects.comments.push_back(row);
    };
    add("newest", Intent::buy, 0.51, 3);
    add("oldest", Intent::buy, 0.99, 1);
    add("doubtful", Intent::buy, 0.5, 2);
    add("question", Intent::question, 0.9, 2);
    add("middle", Intent::buy, 0.9, 2);
    ASSERT_TRUE(write(effects).value().empty());

    const auto rows = database().query(buy_messages_query);

    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0][3], "newest");
    EXPECT_EQ(rows[1][3], "middle");
    EXPECT_EQ(rows[2][3], "oldest");
    EXPECT_EQ(rows[0][0], effects.comments[0].comment.id.to_string());
    EXPECT_DOUBLE_EQ(std::stod(rows[0][4]), 0.51);
}

TEST_P(StoreContract, RevenueByStreamerCountsWhatWasPaid) {
    const Product ana = saved_product("ana", "S-1");
    const Product bea = saved_product("bea", "S-1");
    const auto add = [&](const Product& product, int cents, OrderStatus status) {
        Order order = sample_order(product, "bob");
        order.total_price = Money::from_cents(cents);
        order.status = status;
        placed(order);
    };
    add(ana, 10, OrderStatus::paid);
    add(ana, 20, OrderStatus::shipped);
    add(ana, 1'25, OrderStatus::delivered);
    add(ana, 99'99, OrderStatus::pending);
    add(ana, 99'99, OrderStatus::cancelled);
    add(bea, 12'345'678'90, OrderStatus::paid);

    const auto rows = database().query(revenue_query);

    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0][0], "ana");
    EXPECT_EQ(rows[0][1], "3");
    EXPECT_DOUBLE_EQ(std::stod(rows[0][2]), 1.55);
    EXPECT_NEAR(std::stod(rows[0][3]), 1.55 / 3, 1e-9);
    EXPECT_EQ(rows[1][0], "bea");
    EXPECT_DOUBLE_EQ(std::stod(rows[1][2]), 12'345'678.90);
}

TEST_P(StoreContract, AnOrderIsTracedFromMessageToCommission) {
    ASSERT_TRUE(store().save_streamer({.username = "ana",
                                       .platform = "tiktok",
                                       .commission = Percentage::from_basis_points(1'250),
                                       .fixed_delay = std::chrono::milliseconds(0)}));
    const Product product = saved_product("ana", "S-1");
    Effects effects;
    effects.comments = {sample_comment("ana", "bob", "I want 2")};
    Order order = sample_order(product, "bob");
    order.claim = effects.comments.front().comment.id;
    effects.orders = {order};
    effects.links = {{order.claim, order.id}};
    ASSERT_TRUE(write(effects).value().empty());

    const auto rows = database().query(trace_query);

    ASSERT_EQ(rows.size(), 1U);
    const auto& row = rows.front();
    EXPECT_EQ(row[0], "I want 2");
    EXPECT_EQ(row[1], "bob");
    EXPECT_EQ(row[2], "buy");
    EXPECT_EQ(row[4], order.number);
    EXPECT_EQ(row[5], "2");
    EXPECT_EQ(row[7], product.name);
    EXPECT_EQ(row[8], "S-1");
    EXPECT_DOUBLE_EQ(std::stod(row[9]), 19.99);
    EXPECT_EQ(row[10], "ana");
    EXPECT_DOUBLE_EQ(std::stod(row[12]), 39.98);
    EXPECT_DOUBLE_EQ(std::stod(row[13]), 12.5);
    EXPECT_NEAR(std::stod(row[14]), 4.9975, 1e-9);
}

TEST_P(StoreContract, RowsOfOutsidersNeedOnlyTheColumnsOfTheContract) {
    database().query(
        "INSERT INTO chat_messages (streamer, client, message, nlp_intent, nlp_score) "
        "VALUES ('ana', 'bob', 'mine', 'buy', 0.9)");
    database().query(
        "INSERT INTO products (sku, streamer, name, price, stock) "
        "VALUES ('S-1', 'ana', 'Dress', 19.99, 5)");
    database().query(
        "INSERT INTO streamers (username, commission_percentage) VALUES ('ana', 12.5)");
    database().query(
        "INSERT INTO orders (order_number, product_id, buyer, streamer, source, quantity, "
        "total_price) SELECT 'ORD-1', id, 'bob', 'ana', 'api', 2, 39.98 FROM products");
    database().query(
        "INSERT INTO payment_notifications (order_id, notification_type, recipient_number) "
        "SELECT id, 'sms', '+34600000000' FROM orders");

    const Show show = store().show("ana", moment()).value();
    ASSERT_EQ(show.products.size(), 1U);
    EXPECT_EQ(show.products.front().price, Money::from_cents(19'99));
    EXPECT_EQ(show.streamer.commission, Percentage::from_basis_points(1'250));
    const Trace trace = store().trace("ORD-1").value();
    EXPECT_FALSE(trace.order.id.is_nil());
    EXPECT_EQ(trace.order.unit_price, Money::from_cents(19'99));
    EXPECT_EQ(trace.order.commission, Percentage::from_basis_points(1'250));
    EXPECT_EQ(trace.notifications.size(), 1U);
    const auto rows = store().comments("ana", 10).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows.front().reading.intent, Intent::buy);
    EXPECT_EQ(store().totals("ana").value().comments, 1);
}

}  // namespace tts::test
