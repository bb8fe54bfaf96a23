#include "order/allocate.hpp"
#include "order/order_effects.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace tts {
namespace {

using Outcome = Allocation::Outcome;

Product make_product(std::int32_t stock) {
    Product product;
    product.id = ProductId::next();
    product.sku = "BAG";
    product.name = "Bolsa roja";
    product.streamer = "ana";
    product.price = Money::from_cents(1'999);
    product.stock = stock;
    return product;
}

Claim make_claim(const Product& product, const std::string& buyer, std::int32_t quantity = 1) {
    Claim claim;
    claim.id = CommentId::next();
    claim.streamer = product.streamer;
    claim.buyer = buyer;
    claim.product = product.id;
    claim.quantity = quantity;
    claim.quantity_stated = quantity > 1;
    claim.commission = Percentage::from_basis_points(1'250);
    return claim;
}

std::vector<Outcome> outcomes(const std::vector<Allocation>& allocations) {
    std::vector<Outcome> all;
    for (const auto& allocation : allocations) all.push_back(allocation.outcome);
    return all;
}

TEST(Allocate, ServesTheFirstUntilNothingIsLeft) {
    const auto product = make_product(2);
    const std::vector claims = {make_claim(product, "bea"), make_claim(product, "carla"),
                                make_claim(product, "dora")};

    const auto served = allocate(claims, {&product, 1}, {}, {}, now()).allocations;

    EXPECT_EQ(outcomes(served),
              (std::vector{Outcome::ordered, Outcome::ordered, Outcome::sold_out}));
    EXPECT_EQ(served[1].stock_left, 0);
}

TEST(Allocate, ServesAClaimWholeOrNotAtAllAndGoesOnWithSmallerOnes) {
    const auto product = make_product(3);
    const std::vector claims = {make_claim(product, "bea", 2), make_claim(product, "carla", 2),
                                make_claim(product, "dora", 1)};

    const auto served = allocate(claims, {&product, 1}, {}, {}, now()).allocations;

    EXPECT_EQ(outcomes(served),
              (std::vector{Outcome::ordered, Outcome::sold_out, Outcome::ordered}));
    EXPECT_EQ(served[1].stock_left, 1);
}

TEST(Allocate, TakesPriceNameAndCommissionAsTheyAreNow) {
    const auto product = make_product(10);
    const std::vector claims = {make_claim(product, "bea", 3)};

    const auto order = allocate(claims, {&product, 1}, {}, {}, now()).allocations.front().order;

    EXPECT_EQ(order.unit_price.to_string(), "19.99");
    EXPECT_EQ(order.total_price.to_string(), "59.97");
    EXPECT_EQ(order.product_name, "Bolsa roja");
    EXPECT_EQ(order.commission.of(order.total_price).to_string(), "7.50");
    EXPECT_EQ(order.claim, claims.front().id);
    EXPECT_EQ(order.number, order_number(order.id));
}

TEST(Allocate, ARepeatWithoutANumberIsTheSameOrder) {
    const auto product = make_product(10);
    const std::vector claims = {make_claim(product, "bea"), make_claim(product, "bea")};

    const auto served = allocate(claims, {&product, 1}, {}, {}, now()).allocations;

    EXPECT_EQ(outcomes(served), (std::vector{Outcome::ordered, Outcome::repeated}));
    EXPECT_EQ(served[1].order.id, served[0].order.id);
    EXPECT_EQ(served[1].stock_left, 9);
}

TEST(Allocate, ARepeatOfAnEarlierBatchIsTheSameOrder) {
    const auto product = make_product(10);
    const auto first = make_claim(product, "bea");
    const auto earlier =
        allocate({&first, 1}, {&product, 1}, {}, {}, now()).allocations.front().order;
    const auto second = make_claim(product, "bea");

    const auto served = allocate({&second, 1}, {&product, 1}, {&earlier, 1}, {}, now()).allocations;

    EXPECT_EQ(served.front().outcome, Outcome::repeated);
}

TEST(Allocate, ANumberMeansMore) {
    const auto product = make_product(10);
    const std::vector claims = {make_claim(product, "bea"), make_claim(product, "bea", 2)};

    const auto served = allocate(claims, {&product, 1}, {}, {}, now()).allocations;

    EXPECT_EQ(outcomes(served), (std::vector{Outcome::ordered, Outcome::ordered}));
}

TEST(Allocate, AnotherVariantIsNoRepeat) {
    const auto product = make_product(10);
    std::vector claims = {make_claim(product, "bea"), make_claim(product, "bea")};
    claims[0].variant = "M";
    claims[1].variant = "L";

    const auto served = allocate(claims, {&product, 1}, {}, {}, now()).allocations;

    EXPECT_EQ(outcomes(served), (std::vector{Outcome::ordered, Outcome::ordered}));
}

TEST(Allocate, AnotherBuyerIsNoRepeat) {
    const auto product = make_product(10);
    const std::vector claims = {make_claim(product, "bea"), make_claim(product, "carla")};

    const auto served = allocate(claims, {&product, 1}, {}, {}, now()).allocations;

    EXPECT_EQ(outcomes(served), (std::vector{Outcome::ordered, Outcome::ordered}));
}

TEST(Allocate, OrdersByHandAreNeverRepeats) {
    const auto product = make_product(10);
    std::vector claims = {make_claim(product, "bea"), make_claim(product, "bea")};
    for (auto& claim : claims) claim.id = {};

    const auto served = allocate(claims, {&product, 1}, {}, {}, now()).allocations;

    EXPECT_EQ(outcomes(served), (std::vector{Outcome::ordered, Outcome::ordered}));
}

TEST(Allocate, AProductThatIsGoneIsSaidToBeGone) {
    const auto product = make_product(10);
    const auto claim = make_claim(product, "bea");

    const auto served = allocate({&claim, 1}, {}, {}, {}, now()).allocations;

    EXPECT_EQ(served.front().outcome, Outcome::no_product);
}

TEST(OrderEffects, EveryOrderReservesItsUnits) {
    const auto product = make_product(10);
    const std::vector claims = {make_claim(product, "bea", 2), make_claim(product, "carla", 3)};
    const auto served = allocate(claims, {&product, 1}, {}, {}, now()).allocations;

    Effects effects;
    for (std::size_t i = 0; i < served.size(); ++i) add_order(effects, served[i].order);

    ASSERT_EQ(effects.stock.size(), 2u);
    EXPECT_EQ(effects.stock.back(), (StockMove{.product = product.id,
                                               .available = -3,
                                               .reserved = 3,
                                               .order = served.back().order.id,
                                               .reason = "reserved"}));
    EXPECT_EQ(effects.events.size(), 2u);
    EXPECT_EQ(effects.events.front().kind, "order.created");
}

TEST(OrderEffects, TheBuyerIsAnsweredInTheLanguageOfTheClaim) {
    const auto product = make_product(10);
    const auto claim = make_claim(product, "bea");
    auto order = allocate({&claim, 1}, {&product, 1}, {}, {}, now()).allocations.front().order;

    Effects spanish;
    order.language = "es";
    add_order(spanish, order);
    Effects english;
    order.language = "en";
    add_order(english, order);

    EXPECT_TRUE(spanish.notifications.front().text.starts_with("Reservado"));
    EXPECT_TRUE(english.notifications.front().text.starts_with("Reserved"));
    EXPECT_EQ(spanish.notifications.front().order, order.id);
    EXPECT_EQ(spanish.notifications.front().recipient, "bea");
}

// Two, and within a minute the same buyer says three.
std::vector<Allocation> two_then_three(RepeatPolicy policy) {
    const auto product = make_product(10);
    auto first = make_claim(product, "bo", 2);
    auto second = make_claim(product, "bo", 3);
    first.repeats = second.repeats = policy;
    return allocate(std::vector{first, second}, std::vector{product}, {}, {}, now()).allocations;
}

TEST(Allocate, ARepeatWithANumberIsAddedIfTheSellerSaysSo) {
    const auto served = two_then_three(RepeatPolicy::add);
    EXPECT_EQ(served[1].outcome, Outcome::ordered);
    EXPECT_EQ(served[1].order.quantity, 3);
    EXPECT_EQ(served[1].stock_left, 5);
}

TEST(Allocate, ARepeatWithANumberIsIgnoredIfTheSellerSaysSo) {
    const auto served = two_then_three(RepeatPolicy::ignore);
    EXPECT_EQ(served[1].outcome, Outcome::repeated);
    EXPECT_EQ(served[1].stock_left, 8);
}

TEST(Allocate, ARepeatWithANumberReplacesTheFirstIfTheSellerSaysSo) {
    const auto served = two_then_three(RepeatPolicy::replace);
    EXPECT_EQ(served[1].outcome, Outcome::changed);
    EXPECT_EQ(served[1].order.id, served[0].order.id);
    EXPECT_EQ(served[1].order.quantity, 3);
    EXPECT_EQ(served[1].stock_left, 7);
}

TEST(Allocate, AReplacingNumberThatIsSmallerShrinksTheOrder) {
    const auto product = make_product(10);
    auto first = make_claim(product, "bo", 3);
    auto second = make_claim(product, "bo", 2);
    first.repeats = second.repeats = RepeatPolicy::replace;

    const auto served =
        allocate(std::vector{first, second}, std::vector{product}, {}, {}, now()).allocations;

    EXPECT_EQ(served[1].outcome, Outcome::changed);
    EXPECT_EQ(served[1].order.total_price, product.price * 2);
    EXPECT_EQ(served[1].stock_left, 8);
}

}  // namespace
}  // namespace tts
