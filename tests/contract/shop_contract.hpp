#pragma once

// What the shop promises on either database: variants, orders of several lines, edits and
// discounts. An adapter's test file includes this once and says how its worlds are made.

#include "contract/shop_fixture.hpp"
#include "core/claim_code.hpp"

namespace tts::test {

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ShopContract);

// --- Variants

TEST_P(ShopContract, TheUnitsOfAProductAreThoseOfItsVariants) {
    const auto product = saved("P1", 7);
    const auto small = added(product, "S", 2);
    const auto large = added(product, "L", 3);

    const auto stored = store().product(product.id).value();
    EXPECT_TRUE(stored.has_variants);
    EXPECT_EQ(stored.stock, 5);
    ASSERT_EQ(stored.variants.size(), 2U);
    EXPECT_EQ(*stored.variant(small.id), small);
    EXPECT_EQ(store().show("ana", now()).value().products.front().variants, stored.variants);

    ASSERT_TRUE(variants().change(large.id, {.stock = 10}));
    EXPECT_EQ(parts(product), (Parts{12, 0, 0}));
    ASSERT_TRUE(variants().archive(small.id, now()));
    EXPECT_EQ(parts(product), (Parts{10, 0, 0}));
    EXPECT_EQ(store().product(product.id).value().variants.size(), 1U);
    EXPECT_EQ(variants().of_product(product.id).value().size(), 2U);
    expect_balanced();
}

TEST_P(ShopContract, ANewStockOfTheProductLeavesThatOfItsVariantsAlone) {
    auto product = saved("P1", 0);
    added(product, "S", 2);
    product.stock = 50;

    EXPECT_EQ(store().save_product(product).value().stock, 2);
    EXPECT_EQ(store().change_product(product.id, {.stock = 50}).value().stock, 2);
    expect_balanced();
}

TEST_P(ShopContract, AClaimCodeIsOneThingsAtATime) {
    const auto product = saved("P1", 1);
    const auto small = added(product, "S", 1);

    const auto refused = variants().change(small.id, {.code = "p1"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::conflict);
    EXPECT_NE(refused.error().what().find(claim_code_taken), std::string::npos)
        << refused.error().what();
    ASSERT_TRUE(variants().change(small.id, {.code = "S1"}));
    Product other = sample_product("ana", "OTHER");
    other.code = "s1";
    EXPECT_EQ(store().save_product(other).error().code(), Errc::conflict);
    EXPECT_EQ(variants().claim_codes("ana").value(), (std::vector<std::string>{"p1", "s1"}));

    ASSERT_TRUE(store().archive_product(product.id, now()));
    EXPECT_TRUE(variants().claim_codes("ana").value().empty());
    ASSERT_TRUE(store().save_product(other));
    EXPECT_EQ(store().archive_product(product.id, std::nullopt).error().code(), Errc::conflict);
}

TEST_P(ShopContract, AVariantIsOneOfItsKind) {
    const auto product = saved("P1", 0);
    const auto small = added(product, "S", 1);
    Variant again = small;
    again.id = VariantId::next();
    EXPECT_EQ(variants().add(again).error().code(), Errc::conflict);
    again.sku = "ANOTHER";
    EXPECT_EQ(variants().add(again).error().code(), Errc::conflict);
    again.options = {"M"};
    again.product = ProductId::next();
    EXPECT_EQ(variants().add(again).error().code(), Errc::not_found);
    EXPECT_EQ(variants().find(again.id).error().code(), Errc::not_found);
    EXPECT_EQ(variants().change(again.id, {.stock = 1}).error().code(), Errc::not_found);
}

TEST_P(ShopContract, AClaimTakesTheUnitsOfItsVariant) {
    const auto product = saved("P1", 0);
    const auto small = added(product, "S", 1);
    const auto large = added(product, "L", 2);
    ASSERT_TRUE(variants().change(large.id, {.price = Money::from_cents(1'250)}));

    say("bob", "P1 L 2");
    say("eva", "P1 L");

    const auto order = order_of("bob");
    EXPECT_EQ(order.variant_id, large.id);
    EXPECT_EQ(order.variant, "L");
    EXPECT_EQ(order.sku, large.sku);
    EXPECT_EQ(order.total_price, Money::from_cents(2'500));
    EXPECT_TRUE(orders_of("eva").empty());
    EXPECT_EQ(parts(large), (Parts{0, 2, 0}));
    EXPECT_EQ(parts(small), (Parts{1, 0, 0}));
    EXPECT_EQ(parts(product), (Parts{1, 2, 0}));

    EXPECT_EQ(sweep_holds(store(), *order.hold_until).value().offered, 1U);
    EXPECT_EQ(order_of("eva").variant_id, large.id);
    EXPECT_EQ(parts(large), (Parts{1, 1, 0}));
    pay(order_of("eva"));
    EXPECT_EQ(parts(large), (Parts{1, 0, 1}));
    expect_balanced();
}

TEST_P(ShopContract, WhichVariantIsMeantIsForThePersonToSay) {
    const auto product = saved("P1", 0);
    added(product, "S", 5);
    added(product, "L", 5);

    say("bob", "P1");
    EXPECT_EQ(last_comment().decision, Decision::review);
    EXPECT_NE(last_comment().reason.find("S, L"), std::string::npos);
    say("bob", "P1 XXL");
    EXPECT_EQ(last_comment().decision, Decision::review);
    EXPECT_TRUE(orders_of("bob").empty());
    const auto told = database().query("SELECT body FROM payment_notifications");
    ASSERT_EQ(told.size(), 1U);
    EXPECT_NE(told.front().front().find("S, L"), std::string::npos);
}

// --- Repeats

TEST_P(ShopContract, AReplacingClaimMakesThePendingOrderSmallerAndLarger) {
    set_rules({}, RepeatPolicy::replace);
    const auto product = saved("P1", 4);

    say("bob", "P1 3");
    say("bob", "P1 1");
    EXPECT_EQ(order_of("bob").quantity, 1);
    EXPECT_EQ(order_of("bob").total_price, product.price);
    EXPECT_EQ(parts(product), (Parts{3, 1, 0}));
    say("bob", "P1 4");
    EXPECT_EQ(order_of("bob").quantity, 4);
    say("bob", "P1 5");
    EXPECT_EQ(order_of("bob").quantity, 4);
    EXPECT_EQ(last_comment().decision, Decision::sold_out);
    EXPECT_EQ(database().query("SELECT quantity FROM waitlist").front().front(), "1");
    expect_balanced();
}

TEST_P(ShopContract, NoClaimChangesAnOrderThatIsBeingPaid) {
    set_rules({.carts = Carts::one_order}, RepeatPolicy::replace);
    const auto product = saved("P1", 5);
    say("bob", "P1 2");
    const auto order = order_of("bob");
    ASSERT_TRUE(payments().add({.id = PaymentId::next(),
                                .order = order.id,
                                .provider = "sandbox",
                                .amount = order.total_price,
                                .currency = order.currency,
                                .created_at = now(),
                                .updated_at = now()}));

    say("bob", "P1 1");
    EXPECT_EQ(last_comment().decision, Decision::review);
    saved("P2", 5);
    say("bob", "P2");
    EXPECT_EQ(orders_of("bob").size(), 2U);
    EXPECT_EQ(
        edit_line(store(), {.order_number = order.number, .quantity = 1}, now()).error().code(),
        Errc::conflict);
    expect_balanced();
}

// --- Carts

TEST_P(ShopContract, TheClaimsOfOneBuyerBecomeLinesOfOneOrder) {
    set_rules({.carts = Carts::one_order, .shipping = Money::from_cents(500)});
    const auto mug = saved("P1", 5);
    const auto shirt = saved("P2", 0);
    const auto small = added(shirt, "S", 2);

    say("bob", "P1");
    const auto one = order_of("bob");
    EXPECT_TRUE(one.lines.empty());
    EXPECT_EQ(one.total_price, Money::from_cents(1'500));
    say("bob", "P2 S 2");
    say("bob", "P1 2");
    say("eva", "P1");

    const auto order = order_of("bob");
    EXPECT_EQ(order.id, one.id);
    ASSERT_EQ(order.lines.size(), 2U);
    EXPECT_EQ(order.lines[0].quantity, 3);
    EXPECT_EQ(order.lines[1].variant_id, small.id);
    EXPECT_EQ(order.product, mug.id);
    EXPECT_EQ(order.quantity, 5);
    EXPECT_EQ(order.total_price, Money::from_cents(5'500));
    EXPECT_EQ(parts(mug), (Parts{1, 4, 0}));
    EXPECT_EQ(parts(small), (Parts{0, 2, 0}));
    EXPECT_EQ(store().trace(order.number).value().comments.size(), 3U);
    const auto lines = database().query(
        "SELECT line_no, quantity, unit_cents FROM order_lines WHERE buyer = 'bob' ORDER BY 1");
    EXPECT_EQ(lines,
              (std::vector<std::vector<std::string>>{{"1", "3", "1000"}, {"2", "2", "1000"}}));
    pay(order);
    EXPECT_EQ(parts(mug), (Parts{1, 1, 3}));
    EXPECT_EQ(parts(small), (Parts{0, 0, 2}));
    say("bob", "P1");
    EXPECT_EQ(orders_of("bob").size(), 2U);
    expect_balanced();
}

TEST_P(ShopContract, AnExpiredCartGivesAllItsLinesBack) {
    set_rules({.carts = Carts::one_order});
    const auto mug = saved("P1", 1);
    const auto bag = saved("P2", 1);
    say("bob", "P1");
    say("bob", "P2");
    say("eva", "P2");

    EXPECT_EQ(sweep_holds(store(), *order_of("bob").hold_until).value().expired, 1U);

    EXPECT_EQ(parts(mug), (Parts{1, 0, 0}));
    EXPECT_EQ(parts(bag), (Parts{0, 1, 0}));
    EXPECT_EQ(order_of("eva").product, bag.id);
    expect_balanced();
}

TEST_P(ShopContract, LateMoneyPaysACartOnlyWhileAllOfItCanBeHad) {
    set_rules({.carts = Carts::one_order});
    const auto mug = saved("P1", 1);
    const auto bag = saved("P2", 1);
    say("bob", "P1");
    say("bob", "P2");
    const auto order = order_of("bob");
    const auto payment = payments().add({.id = PaymentId::next(),
                                         .order = order.id,
                                         .provider = "sandbox",
                                         .amount = order.total_price,
                                         .currency = order.currency,
                                         .created_at = now(),
                                         .updated_at = now()});
    ASSERT_TRUE(payment);
    ASSERT_EQ(sweep_holds(store(), *order.hold_until).value().expired, 1U);
    say("eva", "P2");
    OrderStatus seen = OrderStatus::delivered;
    const auto look = [&](const Payment& before, const Order& locked) {
        seen = locked.status;
        return Result<PaymentChange>(PaymentChange{.payment = before});
    };

    ASSERT_TRUE(payments().change(payment->id, look));
    EXPECT_EQ(seen, OrderStatus::cancelled);
    ASSERT_TRUE(give_up(store(), order_of("eva").number, end_reason_seller, now()));
    ASSERT_TRUE(payments().change(payment->id, look));
    EXPECT_EQ(seen, OrderStatus::pending);
    EXPECT_EQ(parts(mug), (Parts{1, 0, 0}));
    EXPECT_EQ(parts(bag), (Parts{1, 0, 0}));
    expect_balanced();
}

TEST_P(ShopContract, ABuyerTakesLessOfOneLineAndNeverMore) {
    set_rules({.carts = Carts::one_order});
    const auto mug = saved("P1", 5);
    const auto bag = saved("P2", 5);
    say("bob", "P1 3");
    say("bob", "P2 2");
    const BuyerOrder own{.streamer = "ana", .buyer = "bob", .number = order_of("bob").number};
    const auto lower = [&](std::size_t line, std::int32_t quantity) {
        return lower_quantity(store(), own, {.line = line, .quantity = quantity}, now());
    };

    for (const std::int32_t wrong : {-1, 2, 3, 1'000})
        EXPECT_EQ(lower(2, wrong).error().code(), Errc::invalid) << wrong;
    for (const std::size_t wrong : {0U, 3U})
        EXPECT_EQ(lower(wrong, 1).error().code(), Errc::invalid);
    EXPECT_EQ(
        lower_quantity(store(), {"ana", "eva", own.number}, {.quantity = 1}, now()).error().code(),
        Errc::not_found);
    EXPECT_EQ(lower(1, 2).value().total_price, Money::from_cents(4'000));
    EXPECT_EQ(lower(1, 0).value().product, bag.id);
    EXPECT_EQ(lower(1, 0).error().code(), Errc::invalid) << "the last goes with the order";
    EXPECT_EQ(parts(mug), (Parts{5, 0, 0}));
    EXPECT_EQ(parts(bag), (Parts{3, 2, 0}));
    ASSERT_TRUE(cancel_by_buyer(store(), own, now()));
    EXPECT_EQ(parts(bag), (Parts{5, 0, 0}));
    expect_balanced();
}

// --- The audit

TEST_P(ShopContract, TheAuditNamesWhatIsNotWhereItShouldBe) {
    const auto product = saved("P1", 0);
    const auto small = added(product, "S", 5);
    say("bob", "P1 S 2");
    expect_balanced();

    database().query("UPDATE product_variants SET stock = stock - 1, sold = sold + 1");
    const auto report = world().open_audit().value()->report().value();

    EXPECT_EQ(report.products, 1);
    EXPECT_EQ(report.variants, 1);
    ASSERT_EQ(report.differences.size(), 1U);
    EXPECT_EQ(report.differences.front().variant_sku, small.sku);
    EXPECT_EQ(report.differences.front().stored,
              (StockCount{.available = 2, .reserved = 2, .sold = 1}));
    EXPECT_EQ(report.differences.front().moved,
              (StockCount{.available = 3, .reserved = 2, .sold = 0}));
}

// --- Edits and discounts

TEST_P(ShopContract, ASellerChangesLinesAndEveryStepIsLogged) {
    set_rules({.carts = Carts::one_order});
    const auto mug = saved("P1", 5);
    const auto bag = saved("P2", 5);
    say("bob", "P1 2");
    say("bob", "P2");
    const std::string number = order_of("bob").number;

    EXPECT_EQ(edit_line(store(), {.order_number = number, .line = 1, .quantity = 5}, now())
                  .value()
                  .total_price,
              Money::from_cents(6'000));
    EXPECT_EQ(edit_line(store(), {.order_number = number, .line = 1, .quantity = 6}, now())
                  .error()
                  .code(),
              Errc::conflict);
    EXPECT_EQ(edit_line(store(), {.order_number = number, .line = 3, .quantity = 1}, now())
                  .error()
                  .code(),
              Errc::not_found);
    EXPECT_EQ(edit_line(store(), {.order_number = number, .quantity = 6, .by = LineEdit::By::buyer},
                        now())
                  .error()
                  .code(),
              Errc::denied);
    const auto left =
        edit_line(store(), {.order_number = number, .line = 1, .quantity = 0}, now()).value();
    EXPECT_TRUE(left.lines.empty());
    EXPECT_EQ(left.product, bag.id);
    EXPECT_EQ(store().order_by_number(number).value(), left);
    EXPECT_EQ(parts(mug), (Parts{5, 0, 0}));
    std::size_t changes = 0;
    for (const auto& event : store().trace(number).value().events)
        if (event.kind == "order.changed" && event.payload.find("\"before\"") != std::string::npos)
            ++changes;
    EXPECT_EQ(changes, 3U);

    const auto gone = edit_line(store(), {.order_number = number, .quantity = 0}, now()).value();
    EXPECT_EQ(gone.status, OrderStatus::cancelled);
    EXPECT_EQ(gone.end_reason, end_reason_seller);
    EXPECT_EQ(edit_line(store(), {.order_number = number, .quantity = 1}, now()).error().code(),
              Errc::conflict);
    expect_balanced();
}

TEST_P(ShopContract, ADiscountIsTakenOffTheGoodsWhileItsCodeLasts) {
    set_rules({.shipping = Money::from_cents(300), .free_shipping_from = Money::from_cents(1'900)});
    saved("P1", 9);
    say("bob", "P1 2");
    say("eva", "P1");
    ASSERT_TRUE(discounts().save(
        {.streamer = "ana",
         .discount = {.code = "ten", .percentage = Percentage::from_basis_points(1'000)},
         .valid_from = now() - std::chrono::hours(1),
         .uses_max = 1}));
    ASSERT_TRUE(discounts().save({.streamer = "ana",
                                  .discount = {.code = "old", .amount = Money::from_cents(5'000)},
                                  .valid_from = now() - std::chrono::hours(2),
                                  .valid_until = now() - std::chrono::hours(1)}));

    EXPECT_EQ(order_of("bob").total_price, Money::from_cents(2'000));
    const auto order =
        set_discount(store(),
                     {.order_number = order_of("bob").number, .code = "ten", .actor = "nora"},
                     now())
            .value();
    EXPECT_NE(database()
                  .query("SELECT payload FROM order_events WHERE kind = 'order.changed'")
                  .front()
                  .front()
                  .find("nora"),
              std::string::npos);
    EXPECT_EQ(order.discounted, Money::from_cents(200));
    EXPECT_EQ(order.total_price, Money::from_cents(2'100));
    EXPECT_EQ(store().order_by_number(order.number).value(), order);
    const auto refused = [&](const std::string& code) {
        return set_discount(store(), {.order_number = order_of("eva").number, .code = code}, now())
            .error()
            .code();
    };
    EXPECT_EQ(refused("ten"), Errc::conflict);
    EXPECT_EQ(refused("old"), Errc::conflict);
    EXPECT_EQ(refused("none"), Errc::not_found);
    EXPECT_EQ(discounts().of_streamer("ana").value().back().uses, 1);

    EXPECT_EQ(set_discount(store(), {.order_number = order.number}, now()).value().total_price,
              Money::from_cents(2'000));
    ASSERT_TRUE(
        set_discount(store(), {.order_number = order_of("eva").number, .code = "ten"}, now()));
}

}  // namespace tts::test
