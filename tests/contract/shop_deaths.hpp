#pragma once

// Every flow of the shop, killed at every place where it could be, and done again: the shop ends
// where it would have ended without, and on the way there no unit is ever lost or made up.

#include "contract/shop_fixture.hpp"
#include "contract/store/dying_store.hpp"

#include <functional>

namespace tts::test {

class ShopDeaths : public ShopContract {
protected:
    void survive(const std::string& what, const std::function<void(Store&)>& flow) {
        survive_each(what, [&](DyingMoment& moment) {
            const auto own_factory = world().database().open_factory().value();
            const auto own = own_factory->open().value();
            DyingStore store(*own, moment);
            flow(store);
        });
    }

    // Does it in a process that dies, at the first place, the second..., until one does not.
    // Whoever forks must not have a database open.
    void survive_each(const std::string& what, const std::function<void(DyingMoment&)>& flow) {
        survive_places(what, [&](int place) {
            close_all();
            const bool is_alive = lives_through(place, flow);
            open_all();
            expect_balanced();
            return is_alive;
        });
    }

    void survive_claim(const std::string& buyer, const std::string& message) {
        const Burst burst = burst_of(buyer, message);
        survive(buyer + " says " + message, [&](Store& store) {
            const auto fence = store.next_fence(1);
            BatchProcessor processor(store, reader_, {});
            const Batch batch{.shard = 1, .bursts = {burst}, .next_due = {}};
            // The server may take a while to notice that the one before is dead, and has locks.
            if (!patiently([&] { return processor.process(batch, fence.value()); })) _exit(2);
        });
    }

    void survive_sweep(Timestamp at) {
        survive("a sweep", [&](Store& store) {
            for (;;) {
                const auto swept = patiently([&] { return sweep_holds(store, at); });
                if (!swept) _exit(2);
                if (swept->is_empty()) return;
            }
        });
    }
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ShopDeaths);

TEST_P(ShopDeaths, ClaimsExpiryAndPromotionEndWhereTheyWouldHave) {
    set_rules({.hold = std::chrono::minutes(10), .reminder = std::chrono::minutes(5)});
    const auto product = saved("P1", 0);
    const auto small = added(product, "S", 3);

    survive_claim("bob", "P1 S 3");
    survive_claim("eva", "P1 S 2");
    survive_claim("ann", "P1 S");
    EXPECT_EQ(order_of("bob").quantity, 3);
    EXPECT_TRUE(orders_of("eva").empty());
    EXPECT_EQ(database().query("SELECT count(*) FROM waitlist").front().front(), "2");

    survive_sweep(*order_of("bob").sweep_at);
    EXPECT_EQ(order_of("bob").status, OrderStatus::pending);
    survive_sweep(*order_of("bob").hold_until);
    EXPECT_EQ(order_of("bob").end_reason, end_reason_expired);
    EXPECT_EQ(order_of("eva").quantity, 2);
    EXPECT_EQ(order_of("ann").quantity, 1);
    EXPECT_EQ(parts(small), (Parts{0, 3, 0}));

    survive_claim("ann", "cancel");
    EXPECT_EQ(order_of("ann").end_reason, end_reason_buyer);
    EXPECT_EQ(parts(small), (Parts{1, 2, 0}));
    // One event for each thing that happened, however often it was tried.
    const auto events =
        database().query("SELECT kind, count(*) FROM order_events GROUP BY kind ORDER BY kind");
    EXPECT_EQ(events,
              (std::vector<std::vector<std::string>>{
                  {"order.cancelled", "2"}, {"order.created", "3"}, {"order.reminded", "1"}}));
}

TEST_P(ShopDeaths, CartsAndTheirEditsEndWhereTheyWouldHave) {
    set_rules({.carts = Carts::one_order, .shipping = Money::from_cents(300)},
              RepeatPolicy::replace);
    const auto mug = saved("P1", 9);
    const auto shirt = saved("P2", 0);
    const auto small = added(shirt, "S", 4);
    ASSERT_TRUE(discounts().save({.streamer = "ana",
                                  .discount = {.code = "two", .amount = Money::from_cents(200)},
                                  .valid_from = now() - std::chrono::hours(1),
                                  .uses_max = 1}));

    survive_claim("bob", "P1 2");
    survive_claim("bob", "P2 S 2");
    survive_claim("bob", "P1 4");
    const std::string number = order_of("bob").number;
    EXPECT_EQ(order_of("bob").total_price, Money::from_cents(6'300));

    survive("a discount", [&](Store& store) {
        if (!patiently([&] {
                return set_discount(store, {.order_number = number, .code = "two"}, now());
            }))
            _exit(2);
    });
    survive("a seller's edit", [&](Store& store) {
        const LineEdit six{.order_number = number, .line = 1, .quantity = 6};
        if (!patiently([&] { return edit_line(store, six, now()); })) _exit(2);
    });
    survive("a buyer's edit", [&](Store& store) {
        const auto lowered = patiently([&] {
            return lower_quantity(store, {"ana", "bob", number}, {.line = 2, .quantity = 1}, now());
        });
        // Refused: an earlier try had done it, and its process died before it could say so.
        if (!lowered && lowered.error().code() != Errc::invalid) _exit(2);
    });
    EXPECT_EQ(parts(mug), (Parts{3, 6, 0}));
    EXPECT_EQ(parts(small), (Parts{3, 1, 0}));
    EXPECT_EQ(order_of("bob").total_price, Money::from_cents(7'100));
    const auto changes =
        database().query("SELECT count(*) FROM order_events WHERE kind = 'order.changed'");
    EXPECT_EQ(changes.front().front(), "5");

    survive("giving it up", [&](Store& store) {
        const auto ended =
            patiently([&] { return give_up(store, number, end_reason_seller, now()); });
        if (!ended && ended.error().code() != Errc::conflict) _exit(2);
    });
    EXPECT_EQ(order_of("bob").status, OrderStatus::cancelled);
    EXPECT_EQ(parts(mug), (Parts{9, 0, 0}));
    EXPECT_EQ(parts(small), (Parts{4, 0, 0}));
}

}  // namespace tts::test
