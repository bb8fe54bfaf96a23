#pragma once

#include "contract/store/fixture.hpp"

#include <algorithm>

namespace tts::test {

TEST_P(StoreContract, StockNeverFallsBelowZero) {
    const Product scarce = saved_product("ana", "S-1");
    const Product plenty = saved_product("ana", "S-2");
    Effects effects;
    effects.orders = {sample_order(scarce, "bob")};
    effects.stock = {{plenty.id, -1}, {scarce.id, -6}, {scarce.id, -5}};

    EXPECT_EQ(write(effects).error().code(), Errc::conflict);

    EXPECT_EQ(stock(scarce.id), 10);
    EXPECT_EQ(stock(plenty.id), 10);
    EXPECT_TRUE(store().orders({}).value().empty());
}

TEST_P(StoreContract, StockChangesOfOneProductAddUp) {
    const Product product = saved_product("ana", "S-1");
    Effects effects;
    effects.stock = {{product.id, -6}, {product.id, -4}};
    EXPECT_TRUE(write(effects).value().empty());
    EXPECT_EQ(stock(product.id), 0);

    effects.stock = {{product.id, 3}};
    EXPECT_TRUE(write(effects).value().empty());
    EXPECT_EQ(stock(product.id), 3);
}

TEST_P(StoreContract, AClaimMakesOneOrder) {
    const Product product = saved_product("ana", "S-1");
    Order order = sample_order(product, "bob");
    order.claim = CommentId::next();
    placed(order);
    Effects effects;
    effects.orders = {sample_order(product, "bob")};
    effects.orders.front().claim = order.claim;
    effects.stock = {{product.id, -1}};

    EXPECT_EQ(write(effects).error().code(), Errc::conflict);

    EXPECT_EQ(store().orders({}).value().size(), 1U);
    EXPECT_EQ(stock(product.id), 10);
}

TEST_P(StoreContract, AnIdempotencyKeyMakesOneOrderPerStreamer) {
    const Product ana = saved_product("ana", "S-1");
    const Product bea = saved_product("bea", "S-1");
    Order order = sample_order(ana, "bob");
    order.idempotency_key = "key";
    placed(order);
    Effects effects;
    effects.orders = {sample_order(ana, "bob")};
    effects.orders.front().idempotency_key = "key";

    EXPECT_EQ(write(effects).error().code(), Errc::conflict);

    Order other = sample_order(bea, "bob");
    other.idempotency_key = "key";
    placed(other);
    placed(sample_order(ana, "bob"));
    placed(sample_order(ana, "bob"));
    EXPECT_EQ(store().order_by_idempotency_key("ana", "key").value(), order);
    EXPECT_EQ(store().order_by_idempotency_key("bea", "key").value(), other);
    EXPECT_EQ(store().order_by_idempotency_key("ana", "other").error().code(), Errc::not_found);
    EXPECT_EQ(store().order_by_idempotency_key("ana", "").error().code(), Errc::not_found);
}

TEST_P(StoreContract, AStoreIsUsableAfterATransactionFailed) {
    const Product product = saved_product("ana", "S-1");
    Effects effects;
    effects.stock = {{product.id, -11}};
    {
        const auto transaction = store().begin().value();
        EXPECT_EQ(transaction->write(effects).error().code(), Errc::conflict);
        EXPECT_FALSE(transaction->commit());
    }

    EXPECT_EQ(stock(product.id), 10);
    effects.stock = {{product.id, -1}};
    EXPECT_TRUE(write(effects).value().empty());
    EXPECT_EQ(stock(product.id), 9);
}

TEST_P(StoreContract, AnOlderFenceIsRefused) {
    const auto old_token = store().next_fence(7).value();
    const auto other_shard = store().next_fence(8).value();
    EXPECT_TRUE(store().begin().value()->hold_fences(std::vector{ShardFence{7, old_token}}));

    const auto new_token = store().next_fence(7).value();

    EXPECT_GT(new_token, old_token);
    EXPECT_EQ(
        store().begin().value()->hold_fences(std::vector{ShardFence{7, old_token}}).error().code(),
        Errc::conflict);
    EXPECT_TRUE(store().begin().value()->hold_fences(std::vector{ShardFence{7, new_token}}));
    EXPECT_TRUE(store().begin().value()->hold_fences(std::vector{ShardFence{8, other_shard}}));
}

TEST_P(StoreContract, LockedProductsComeInTheOrderOfTheirIdsWithoutTheUnknown) {
    const Product one = saved_product("ana", "z");
    const Product two = saved_product("ana", "a");
    const std::vector<ProductId> ids = {two.id, ProductId::next(), one.id, two.id};

    const auto transaction = store().begin().value();

    EXPECT_EQ(transaction->lock_products(ids).value(), (std::vector<Product>{one, two}));
    EXPECT_TRUE(transaction->lock_products({}).value().empty());
}

TEST_P(StoreContract, ATransactionSeesItsOwnWrites) {
    const Product product = saved_product("ana", "S-1");
    const Order order = sample_order(product, "bob");
    Effects effects;
    effects.orders = {order};
    effects.stock = {{product.id, -2}};
    const auto transaction = store().begin().value();
    ASSERT_TRUE(transaction->write(effects).value().empty());

    const std::vector<BuyerProduct> keys = {{"ana", "bob", product.id}};
    EXPECT_EQ(transaction->pending_orders(keys, moment()).value(), std::vector<Order>{order});
    EXPECT_EQ(transaction->lock_products(std::vector{product.id}).value().front().stock, 8);
}

TEST_P(StoreContract, PendingOrdersAreThoseOfTheseBuyersForTheseProductsNewestFirst) {
    const Product one = saved_product("ana", "1");
    const Product two = saved_product("ana", "2");
    const auto place = [&](const Product& product, const std::string& buyer, int seconds) {
        Order order = sample_order(product, buyer);
        order.created_at = moment(seconds);
        return placed(order);
    };
    place(one, "bob", 0);
    const Order old = place(one, "bob", 10);
    const Order recent = place(one, "bob", 20);
    place(two, "bob", 20);
    place(one, "eve", 20);
    const Order eve_two = place(two, "eve", 30);
    Order paid = sample_order(one, "bob");
    paid.status = OrderStatus::paid;
    paid.created_at = moment(20);
    placed(paid);

    const auto transaction = store().begin().value();
    const std::vector<BuyerProduct> keys = {
        {"ana", "bob", one.id}, {"ana", "eve", two.id}, {"bea", "bob", one.id}};

    EXPECT_EQ(transaction->pending_orders(keys, moment(10)).value(),
              (std::vector<Order>{eve_two, recent, old}));
    EXPECT_TRUE(transaction->pending_orders({}, moment(0)).value().empty());
}

}  // namespace tts::test
