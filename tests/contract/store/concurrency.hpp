#pragma once

#include "contract/store/fixture.hpp"

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

namespace tts::test {

// Sells one unit if there is one, as the worker does it. True if it was sold.
inline Result<bool> sell_one(Store& store, const ProductId& id, const std::string& buyer) {
    const auto transaction = store.begin();
    if (!transaction) return transaction.error();
    const auto products = (*transaction)->lock_products(std::vector{id});
    if (!products) return products.error();
    const Product& product = products->front();
    if (product.stock == 0) return false;
    Effects effects;
    effects.orders = {sample_order(product, buyer)};
    effects.stock = {{id, -1}};
    const auto stored = (*transaction)->write(effects);
    if (!stored) return stored.error();
    const auto committed = (*transaction)->commit();
    if (!committed) return committed.error();
    return true;
}

TEST_P(StoreContract, ManyBuyersGetExactlyWhatIsInStock) {
    constexpr int threads = 8;
    constexpr int tries = 50;
    constexpr int in_stock = 100;
    Product product = sample_product("ana", "S-1");
    product.stock = in_stock;
    product = this->store().save_product(product).value();
    std::atomic<int> sold = 0;
    std::atomic<int> failed = 0;
    const auto buy = [&](int thread) {
        const auto store = factory().open().value();
        for (int i = 0; i < tries; ++i) {
            auto outcome = sell_one(*store, product.id, std::to_string(thread));
            for (int again = 0; again < 100 && !outcome && outcome.error().is_transient(); ++again)
                outcome = sell_one(*store, product.id, std::to_string(thread));
            if (!outcome) ++failed;
            if (outcome && *outcome) ++sold;
        }
    };

    std::vector<std::thread> buyers;
    for (int thread = 0; thread < threads; ++thread) buyers.emplace_back(buy, thread);
    for (auto& buyer : buyers) buyer.join();

    EXPECT_EQ(failed, 0);
    EXPECT_EQ(sold, in_stock);
    EXPECT_EQ(stock(product.id), 0);
    EXPECT_EQ(store().totals("ana").value().orders, in_stock);
}

TEST_P(StoreContract, TokensOfAShardAreNeverGivenTwice) {
    constexpr int threads = 4;
    constexpr int each = 25;
    std::vector<std::vector<std::int64_t>> tokens(threads);
    const auto draw = [&](std::vector<std::int64_t>& mine) {
        const auto store = factory().open().value();
        while (mine.size() < each)
            if (const auto token = store->next_fence(3)) mine.push_back(*token);
    };

    std::vector<std::thread> drawers;
    for (auto& mine : tokens) drawers.emplace_back(draw, std::ref(mine));
    for (auto& drawer : drawers) drawer.join();

    std::set<std::int64_t> distinct;
    for (const auto& mine : tokens) {
        EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
        distinct.insert(mine.begin(), mine.end());
    }
    EXPECT_EQ(distinct.size(), static_cast<std::size_t>(threads * each));
}

}  // namespace tts::test
