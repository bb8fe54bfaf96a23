#pragma once

// The shop under many hands and long histories: units only ever move.

#include "contract/shop_fixture.hpp"

#include <atomic>
#include <random>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

namespace tts::test {

class ShopCrowd : public ShopContract {
protected:
    // One worker's share of the claims, in batches, by a store of its own.
    void work(std::span<const Burst> bursts, int shard) {
        const auto own = factory().open().value();
        BatchProcessor processor(*own, reader_, {});
        const auto fence = own->next_fence(shard).value();
        constexpr std::size_t batch_size = 250;
        for (std::size_t at = 0; at < bursts.size();) {
            const auto some = bursts.subspan(at, std::min(batch_size, bursts.size() - at));
            const auto done = processor.process(
                Batch{.shard = shard, .bursts = {some.begin(), some.end()}, .next_due = {}}, fence);
            // Busy: the worker puts the batch back and takes it again.
            if (!done && done.error().is_transient()) continue;
            ASSERT_TRUE(done) << done.error().what();
            at += some.size();
        }
    }
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ShopCrowd);

// One worker has a streamer's shard at a time; whoever has it, batch after batch, the first come
// are the first served.
TEST_P(ShopCrowd, TenThousandClaimsOnAHundredUnitsGiveExactlyTheFirstHundred) {
    constexpr std::size_t claims = 10'000;
    constexpr std::size_t units = 100;
    const auto product = saved("P1", units);
    std::vector<Burst> bursts;
    for (std::size_t i = 0; i < claims; ++i)
        bursts.push_back(burst_of("buyer-" + std::to_string(i), "P1"));

    constexpr std::size_t turn = claims / 4;
    for (std::size_t worker = 0; worker < 4; ++worker)
        std::jthread([&, worker] {
            work(std::span(bursts).subspan(worker * turn, turn), 1);
        }).join();

    const auto winners = database().query(
        "SELECT buyer FROM orders WHERE stock_state = 'reserved' ORDER BY claim_id");
    ASSERT_EQ(winners.size(), units);
    for (std::size_t i = 0; i < units; ++i)
        EXPECT_EQ(winners[i].front(), "buyer-" + std::to_string(i));
    EXPECT_EQ(parts(product), (Parts{0, units, 0}));
    EXPECT_EQ(database().query("SELECT count(*) FROM waitlist").front().front(),
              std::to_string(claims - units));
    expect_balanced();
}

// Shards of different streamers share nothing but the database, here one product's worth of it: the
// hardest case is that several workers sell the same units.
TEST_P(ShopCrowd, SeveralWorkersAtOnceNeverSellAUnitTwice) {
    constexpr std::size_t claims = 10'000;
    constexpr std::int32_t units = 100;
    const auto product = saved("P1", 0);
    const auto small = added(product, "S", units);
    std::vector<Burst> bursts;
    for (std::size_t i = 0; i < claims; ++i)
        bursts.push_back(burst_of("buyer-" + std::to_string(i), "P1 S"));

    std::vector<std::jthread> workers;
    constexpr std::size_t share = claims / 4;
    for (std::size_t worker = 0; worker < 4; ++worker)
        workers.emplace_back([&, worker] {
            work(std::span(bursts).subspan(worker * share, share), 2 + static_cast<int>(worker));
        });
    workers.clear();

    EXPECT_EQ(parts(small), (Parts{0, units, 0}));
    EXPECT_EQ(parts(product), (Parts{0, units, 0}));
    EXPECT_EQ(database().query("SELECT count(*) FROM orders").front().front(),
              std::to_string(units));
    expect_balanced();
}

// A process that ends holds and serves the waiting list is killed anywhere, again and again: what
// it had not committed is undone, and the next one ends where an undisturbed one would have.
TEST_P(ShopCrowd, AKilledSweeperLeavesNothingHalfDone) {
    constexpr int buyers = 60;
    constexpr std::int32_t units = 20;
    set_rules({.hold = std::chrono::minutes(1), .reminder = std::chrono::seconds(0)});
    const auto product = saved("P1", 0);
    const auto small = added(product, "S", units);
    for (int i = 0; i < buyers; ++i) say("buyer-" + std::to_string(i), "P1 S");
    const auto began = now();
    close_all();

    std::mt19937 random(7);
    for (int round = 0; round < 15; ++round) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            const auto own_factory = world().database().open_factory().value();
            const auto own = own_factory->open().value();
            // Ever later, so that there is always something that ends.
            for (int minute = 0;; ++minute)
                if (!patiently([&] {
                        return sweep_holds(*own, began + std::chrono::minutes(2 * minute));
                    }))
                    _exit(2);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 60));
        kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        EXPECT_TRUE(WIFSIGNALED(status)) << "the sweeper failed";
    }

    open_all();
    expect_balanced();
    for (int minute = 0; minute < 1'000; ++minute)
        (void)patiently([&] {
            return sweep_holds(store(), began + std::chrono::minutes(2 * minute));
        }).value();
    expect_balanced();
    EXPECT_EQ(parts(small), (Parts{units, 0, 0}));
    // Everybody was served or offered once, and nobody twice.
    EXPECT_EQ(database().query("SELECT count(*), count(DISTINCT buyer) FROM orders").front(),
              (std::vector<std::string>{std::to_string(buyers), std::to_string(buyers)}));
    EXPECT_EQ(
        database().query("SELECT count(*) FROM waitlist WHERE status = 'expired'").front().front(),
        std::to_string(buyers - units));
}

// A law: whatever buyers, the seller, payments and time do, in whatever order, available, reserved
// and sold add up to what was received, and both the ledger and the orders say the same.
class ShopHistory : public ShopCrowd {
protected:
    void SetUp() override {
        ShopCrowd::SetUp();
        plain_ = saved("P1", 6);
        shirt_ = saved("P2", 0);
        for (const char* size : {"S", "L"}) sizes_.push_back(added(shirt_, size, 4));
    }

    int draw(int below) { return static_cast<int>(random_() % static_cast<std::uint32_t>(below)); }

    void step() {
        const std::string buyer = "buyer-" + std::to_string(draw(4));
        const std::string number = draw(2) == 0 ? "" : " " + std::to_string(1 + draw(4));
        switch (draw(11)) {
            case 0:
            case 1: return say(buyer, "P1" + number);
            case 2:
            case 3: return say(buyer, (draw(2) == 0 ? "P2 S" : "P2 L") + number);
            case 4: return say(buyer, "cancel");
            case 5: return pay_some(buyer);
            case 6: return edit_some(buyer);
            case 7: return let_time_pass();
            case 8: return restock();
            case 9: return change_rules();
            default: return finish_some(buyer);
        }
    }

    std::mt19937 random_{20'261'123};

private:
    void pay_some(const std::string& buyer) {
        for (const Order& order : orders_of(buyer))
            if (order.status == OrderStatus::pending) return pay(order);
    }

    void edit_some(const std::string& buyer) {
        for (const Order& order : orders_of(buyer)) {
            if (order.status != OrderStatus::pending) continue;
            const auto line = static_cast<std::size_t>(draw(3));
            const auto edited = edit_line(
                store(), {.order_number = order.number, .line = line, .quantity = draw(5)}, now());
            if (!edited) {
                EXPECT_NE(edited.error().code(), Errc::corrupt);
            }
            return;
        }
    }

    void let_time_pass() {
        late_ += std::chrono::minutes(draw(20));
        while (!sweep_holds(store(), now() + late_).value().is_empty()) {
        }
    }

    void restock() {
        ASSERT_TRUE(store().change_product(plain_.id, {.stock = draw(8)}));
        ASSERT_TRUE(
            variants().change(sizes_[static_cast<std::size_t>(draw(2))].id, {.stock = draw(6)}));
    }

    void change_rules() {
        set_rules({.carts = draw(2) == 0 ? Carts::each : Carts::one_order,
                   .sale = draw(4) == 0 ? SaleMode::first_paid : SaleMode::reserve,
                   .shipping = Money::from_cents(draw(500))},
                  static_cast<RepeatPolicy>(draw(3)));
    }

    // The seller sends what is paid, or takes it back.
    void finish_some(const std::string& buyer) {
        for (Order order : orders_of(buyer)) {
            if (order.status != OrderStatus::paid) continue;
            Effects effects;
            effects.stock =
                settle_units(order, draw(2) == 0 ? OrderStatus::shipped : OrderStatus::refunded);
            effects.changed_orders = {order};
            const auto transaction = store().begin().value();
            ASSERT_TRUE(transaction->write(effects));
            ASSERT_TRUE(transaction->commit());
            return;
        }
    }

    Product plain_;
    Product shirt_;
    std::vector<Variant> sizes_;
    std::chrono::minutes late_{0};
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ShopHistory);

TEST_P(ShopHistory, WhateverHappensEveryUnitIsSomewhere) {
    constexpr int steps = 400;
    for (int i = 0; i < steps; ++i) {
        step();
        if (HasFatalFailure()) return;
        if (i % 20 == 0) expect_balanced();
        ASSERT_FALSE(HasFailure()) << "after step " << i;
    }
    expect_balanced();
    // Those of the product with variants are theirs, and nothing else.
    EXPECT_TRUE(
        database()
            .query("SELECT p.sku FROM products p WHERE p.has_variants AND EXISTS (SELECT 1 "
                   "FROM product_variants v WHERE v.product_id = p.id GROUP BY v.product_id "
                   "HAVING sum(v.stock) <> p.stock OR sum(v.reserved) <> p.reserved OR "
                   "sum(v.sold) <> p.sold)")
            .empty());
}

}  // namespace tts::test
