#pragma once

#include "contract/store/fixture.hpp"
#include "order/allocate.hpp"
#include "order/hold_sweeper.hpp"
#include "order/order_effects.hpp"

#include <array>
#include <random>
#include <thread>

// Units on their way between available, reserved and sold: what the rules of src/order do to a
// store.

namespace tts::test {

class HoldContract : public StoreContract {
protected:
    Product stocked(std::int32_t units) {
        Product product = sample_product("ana", "S-1");
        product.stock = units;
        return store().save_product(product).value();
    }

    Claim claim_of(const std::string& buyer, const Product& product, std::int32_t quantity = 1) {
        auto comment = sample_comment("ana", buyer, "mine");
        Effects effects;
        effects.comments = {comment};
        EXPECT_TRUE(write(effects));
        return {.id = comment.comment.id,
                .comment = comment.comment.id,
                .streamer = "ana",
                .buyer = buyer,
                .source = "tiktok_live",
                .product = product.id,
                .variant = {},
                .quantity = quantity,
                .quantity_stated = true,
                .commission = Percentage::from_basis_points(1'000),
                .idempotency_key = {},
                .language = "en",
                .rules = rules};
    }

    // As a worker does it: what cannot be locked in time is tried again.
    static Allocation serve(Store& store, const Claim& claim) {
        return patiently([&] { return try_to_serve(store, claim); }).value();
    }
    static Result<Allocation> try_to_serve(Store& store, const Claim& claim) {
        const auto begun = store.begin();
        if (!begun) return begun.error();
        const auto& transaction = *begun;
        const auto products = transaction->lock_products({&claim.product, 1});
        if (!products) return products.error();
        const auto served = allocate({&claim, 1}, *products, {}, {}, now()).allocations.front();
        Effects effects;
        if (served.outcome == Allocation::Outcome::ordered) add_order(effects, served.order);
        if (served.outcome == Allocation::Outcome::sold_out)
            add_sold_out(effects, claim, served.product_name, now());
        const auto written = transaction->write(effects);
        if (!written) return written.error();
        const auto committed = transaction->commit();
        if (!committed) return committed.error();
        return served;
    }
    Allocation claimed(const std::string& buyer, const Product& product, std::int32_t units = 1) {
        return serve(store(), claim_of(buyer, product, units));
    }

    SweepReport sweep(Timestamp at) { return sweep_holds(store(), at).value(); }

    std::array<std::int32_t, 3> parts(const Product& product) {
        const auto stored = store().product(product.id).value();
        return {stored.stock, stored.reserved, stored.sold};
    }

    std::vector<std::string> waits() {
        std::vector<std::string> all;
        for (const auto& row : database().query("SELECT buyer, status FROM waitlist ORDER BY id"))
            all.push_back(row[0] + " " + row[1]);
        return all;
    }

    // The parts of each product are what the ledger and the orders say.
    void expect_balanced() {
        EXPECT_EQ(database()
                      .query("SELECT p.sku FROM products p WHERE p.stock <> (SELECT "
                             "sum(l.available) FROM stock_ledger l WHERE l.product_id = p.id) OR "
                             "p.reserved <> (SELECT sum(l.reserved) FROM stock_ledger l WHERE "
                             "l.product_id = p.id) OR p.sold <> (SELECT sum(l.sold) FROM "
                             "stock_ledger l WHERE l.product_id = p.id) OR p.reserved <> (SELECT "
                             "coalesce(sum(o.quantity), 0) FROM orders o WHERE o.product_id = p.id "
                             "AND o.stock_state = 'reserved')")
                      .size(),
                  0U);
    }

    ShowRules rules;
};

using Parts = std::array<std::int32_t, 3>;

TEST_P(HoldContract, AClaimReservesItsUnitsUntilItsHoldEnds) {
    const auto product = stocked(3);

    const auto order = claimed("bob", product, 2).order;

    EXPECT_EQ(parts(product), (Parts{1, 2, 0}));
    EXPECT_EQ(store().order_by_number(order.number).value(), order);
    EXPECT_TRUE(sweep(*order.sweep_at - std::chrono::seconds(1)).is_empty());
    EXPECT_EQ(sweep(*order.sweep_at).reminded, 1U);
    EXPECT_TRUE(sweep(*order.sweep_at).is_empty());
    EXPECT_EQ(sweep(*order.hold_until).expired, 1U);
    EXPECT_EQ(parts(product), (Parts{3, 0, 0}));
    const auto expired = store().order_by_number(order.number).value();
    EXPECT_EQ(expired.status, OrderStatus::cancelled);
    EXPECT_EQ(expired.end_reason, end_reason_expired);
    EXPECT_TRUE(sweep(*order.hold_until).is_empty());
    expect_balanced();
}

TEST_P(HoldContract, WithoutAHoldNothingExpires) {
    rules.hold = std::chrono::seconds(0);
    const auto product = stocked(1);

    const auto order = claimed("bob", product).order;

    EXPECT_EQ(order.hold_until, std::nullopt);
    EXPECT_TRUE(sweep(now() + std::chrono::hours(10'000)).is_empty());
    EXPECT_EQ(parts(product), (Parts{0, 1, 0}));
}

TEST_P(HoldContract, WhatExpiresIsOfferedToThoseWhoWaitInTheOrderOfTheirClaims) {
    const auto product = stocked(1);
    const auto first = claimed("bob", product).order;
    EXPECT_EQ(claimed("carla", product).outcome, Allocation::Outcome::sold_out);
    EXPECT_EQ(claimed("dora", product).outcome, Allocation::Outcome::sold_out);

    const auto report = sweep(*first.hold_until);

    EXPECT_EQ(report.expired, 1U);
    EXPECT_EQ(report.offered, 1U);
    EXPECT_EQ(waits(), (std::vector<std::string>{"carla offered", "dora waiting"}));
    const auto offers =
        store().orders({.streamer = "ana", .buyer = "carla", .status = {}, .before = {}}).value();
    ASSERT_EQ(offers.size(), 1U);
    EXPECT_EQ(offers.front().hold_until, *first.hold_until + rules.hold);
    EXPECT_EQ(store().trace(offers.front().number).value().comments.size(), 1U);
    EXPECT_EQ(sweep(*offers.front().hold_until).offered, 1U);
    EXPECT_EQ(waits(), (std::vector<std::string>{"carla expired", "dora offered"}));
    EXPECT_EQ(parts(product), (Parts{0, 1, 0}));
    expect_balanced();
}

TEST_P(HoldContract, NobodyGoesBeforeThoseWhoWait) {
    const auto product = stocked(1);
    claimed("bob", product);
    claimed("carla", product);
    ASSERT_TRUE(store().change_product(product.id, {.stock = 1}));

    EXPECT_EQ(claimed("dora", product).outcome, Allocation::Outcome::sold_out);

    EXPECT_EQ(sweep(now()).offered, 1U);
    EXPECT_EQ(waits(), (std::vector<std::string>{"carla offered", "dora waiting"}));
    expect_balanced();
}

TEST_P(HoldContract, WhoWaitsForMoreThanIsThereStandsInNobodysWay) {
    const auto product = stocked(2);
    EXPECT_EQ(claimed("bob", product, 3).outcome, Allocation::Outcome::sold_out);

    EXPECT_EQ(claimed("carla", product, 2).outcome, Allocation::Outcome::ordered);
}

TEST_P(HoldContract, WhoSaidTheSameSeveralTimesWaitsOnce) {
    const auto product = stocked(0);
    for (int i = 0; i < 3; ++i) claimed("bob", product);
    ASSERT_TRUE(store().change_product(product.id, {.stock = 5}));

    EXPECT_EQ(sweep(now()).offered, 1U);
    EXPECT_EQ(waits(), (std::vector<std::string>{"bob offered", "bob left", "bob left"}));
}

TEST_P(HoldContract, ABlockedBuyerIsKnownToTheShowUntilUnblocked) {
    BlockedBuyer buyer{.streamer = "ana", .buyer = "bob", .reason = "never pays", .at = moment()};
    ASSERT_TRUE(store().block_buyer(buyer));
    EXPECT_EQ(store().show("ana", moment()).value().blocked_buyers,
              std::vector<std::string>{"bob"});
    EXPECT_TRUE(store().show("bea", moment()).value().blocked_buyers.empty());

    buyer.is_blocked = false;
    ASSERT_TRUE(store().block_buyer(buyer));
    EXPECT_TRUE(store().show("ana", moment()).value().blocked_buyers.empty());
}

TEST_P(HoldContract, WhatBuyersHaveAndLeftUnpaidIsCounted) {
    const auto product = stocked(10);
    const auto lapsed = claimed("bob", product, 2).order;
    EXPECT_EQ(sweep(*lapsed.hold_until).expired, 1U);
    claimed("bob", product, 3);
    const std::vector<BuyerProduct> units = {{"ana", "bob", product.id},
                                             {"ana", "eva", product.id}};
    const std::vector<BuyerProduct> buyers = {{"ana", "bob"}, {"ana", "eva"}};

    const auto transaction = store().begin().value();
    using Counts = std::map<BuyerProduct, std::int64_t>;
    EXPECT_EQ(transaction->units_of(units, now() - buyer_units_time).value(),
              (Counts{{units.front(), 3}}));
    EXPECT_EQ(transaction->unpaid_of(buyers, now() - std::chrono::hours(1)).value(),
              (Counts{{buyers.front(), 1}}));
    EXPECT_TRUE(
        transaction->unpaid_of(buyers, *lapsed.hold_until + std::chrono::hours(1)).value().empty());
}

// Several workers and sweepers over one product, holds that end at once: units only ever move.
TEST_P(HoldContract, UnderManyHandsNoUnitIsLostOrSoldTwice) {
    constexpr std::int32_t units = 5;
    const auto product = stocked(units);
    rules.hold = std::chrono::seconds(1);
    std::array<std::vector<Claim>, 4> claims;
    for (std::size_t worker = 0; worker < claims.size(); ++worker)
        for (int i = 0; i < 15; ++i)
            claims[worker].push_back(
                claim_of(std::to_string(worker) + "-" + std::to_string(i), product, 1 + i % 2));

    std::vector<std::jthread> threads;
    for (const auto& some : claims)
        threads.emplace_back([&] {
            const auto own = factory().open().value();
            for (const Claim& claim : some) serve(*own, claim);
        });
    for (int i = 0; i < 2; ++i)
        threads.emplace_back([&] {
            const auto own = factory().open().value();
            for (int round = 1; round <= 20; ++round)
                EXPECT_TRUE(patiently(
                    [&] { return sweep_holds(*own, now() + std::chrono::seconds(2 * round)); }));
        });
    threads.clear();

    const auto [available, reserved, sold] = parts(product);
    EXPECT_EQ(available + reserved + sold, units);
    EXPECT_GE(available, 0);
    expect_balanced();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(HoldContract);

}  // namespace tts::test
