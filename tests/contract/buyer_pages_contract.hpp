#pragma once

// The promises of ports/buyer_pages.hpp and of order/buyer_changes.hpp as tests. An adapter's test
// file includes this once and says how they are opened.

#include "contract/store/fixture.hpp"
#include "order/allocate.hpp"
#include "order/buyer_changes.hpp"
#include "order/hold_sweeper.hpp"
#include "order/order_effects.hpp"
#include "ports/buyer_pages.hpp"
#include "ports/payment_store.hpp"

#include <array>
#include <limits>

namespace tts::test {

// A new database and the pages of buyers in it, for one test.
class PagesWorld {
public:
    virtual ~PagesWorld() = default;

    virtual StoreDatabase& database() = 0;
    virtual Result<std::unique_ptr<BuyerPages>> open() = 0;
    virtual Result<std::unique_ptr<PaymentStore>> open_payments() = 0;
};

using MakePagesWorld = std::unique_ptr<PagesWorld> (*)();

class BuyerPagesContract : public testing::TestWithParam<MakePagesWorld> {
protected:
    void SetUp() override {
        world_ = GetParam()();
        world_->database().open_migrator().value()->apply().value();
        factory_ = world_->database().open_factory().value();
        store_ = factory_->open().value();
        pages_ = world_->open().value();
        Product product = sample_product("ana", "S-1");
        product.stock = 5;
        product_ = store_->save_product(product).value();
    }

    BuyerPages& pages() { return *pages_; }
    Store& store() { return *store_; }
    PagesWorld& world() { return *world_; }
    const Product& product() const { return product_; }

    // As a worker serves it.
    Allocation claimed(const std::string& buyer, std::int32_t units) {
        auto comment = sample_comment("ana", buyer, "mine");
        const Claim claim{.id = comment.comment.id,
                          .comment = comment.comment.id,
                          .streamer = "ana",
                          .buyer = buyer,
                          .source = "tiktok_live",
                          .product = product_.id,
                          .variant = {},
                          .quantity = units,
                          .quantity_stated = true,
                          .commission = {},
                          .idempotency_key = {}};
        Effects effects;
        effects.comments = {comment};
        const auto transaction = store().begin().value();
        const auto products = transaction->lock_products({&claim.product, 1}).value();
        const auto served = allocate({&claim, 1}, products, {}, {}, now()).allocations.front();
        if (served.outcome == Allocation::Outcome::ordered) add_order(effects, served.order);
        if (served.outcome == Allocation::Outcome::sold_out)
            add_sold_out(effects, claim, served.product_name, now());
        EXPECT_TRUE(transaction->write(effects));
        EXPECT_TRUE(transaction->commit());
        return served;
    }

    std::array<std::int32_t, 3> parts() {
        const auto stored = store().product(product_.id).value();
        return {stored.stock, stored.reserved, stored.sold};
    }

    PersonalPage opened(const std::string& buyer) {
        return pages()
            .open({.id = PersonalPageId::next(),
                   .streamer = "ana",
                   .buyer = buyer,
                   .token_sha256 = "hash of " + buyer,
                   .opened_at = moment()})
            .value();
    }

private:
    std::unique_ptr<PagesWorld> world_;
    std::unique_ptr<StoreFactory> factory_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<BuyerPages> pages_;
    Product product_;
};

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(BuyerPagesContract);

inline PostalAddress sample_address() {
    return {.recipient = "Luis 'ñ' <b>",
            .street = "Calle Mayor 1",
            .details = "2º B",
            .postal_code = "28013",
            .city = "Madrid",
            .region = "Madrid",
            .country = "España"};
}

TEST_P(BuyerPagesContract, ABuyerHasOnePageOfOneSeller) {
    const auto first = opened("luis");
    const auto found = pages().find(first.token_sha256);
    EXPECT_EQ(found.value(), first);

    const auto again = pages()
                           .open({.id = PersonalPageId::next(),
                                  .streamer = "ana",
                                  .buyer = "luis",
                                  .token_sha256 = "another",
                                  .opened_at = moment(60)})
                           .value();
    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.token_sha256, first.token_sha256);
    EXPECT_EQ(again.opened_at, moment(60)) << "it counts as opened anew";
    EXPECT_EQ(pages().find("another").error().code(), Errc::not_found);
}

TEST_P(BuyerPagesContract, WhoWaitsSeesTheirPlaceAndMayLeave) {
    ASSERT_EQ(claimed("eva", 5).outcome, Allocation::Outcome::ordered);
    ASSERT_EQ(claimed("carla", 1).outcome, Allocation::Outcome::sold_out);
    ASSERT_EQ(claimed("luis", 2).outcome, Allocation::Outcome::sold_out);

    const auto waits = pages().waits("ana", "luis").value();
    ASSERT_EQ(waits.size(), 1U);
    EXPECT_EQ(waits[0].place, 2);
    EXPECT_EQ(waits[0].quantity, 2);
    EXPECT_EQ(waits[0].product, product().id);
    EXPECT_EQ(waits[0].product_name, product().name);

    EXPECT_EQ(pages().leave(opened("carla"), waits[0].wait, moment()).error().code(),
              Errc::not_found)
        << "it is another's place";
    ASSERT_TRUE(pages().leave(opened("luis"), waits[0].wait, moment()));
    EXPECT_TRUE(pages().waits("ana", "luis")->empty());
    EXPECT_FALSE(pages().leave(opened("luis"), waits[0].wait, moment()));
}

TEST_P(BuyerPagesContract, AnAddressIsThatOfTheOrdersThatAreNotOnTheirWay) {
    const auto first = claimed("luis", 1).order;
    const auto foreign = claimed("eva", 1).order;
    EXPECT_EQ(pages().last_address("ana", "luis").error().code(), Errc::not_found);

    ASSERT_TRUE(pages().save_address(opened("luis"), sample_address(), moment()));
    EXPECT_EQ(pages().address_of(first.id).value(), sample_address());
    EXPECT_EQ(pages().address_of(foreign.id).error().code(), Errc::not_found);

    ASSERT_TRUE(cancel_by_buyer(store(), {"ana", "luis", first.number}, now()));
    const auto second = claimed("luis", 1).order;
    auto moved = sample_address();
    moved.street = "Calle Menor 2";
    ASSERT_TRUE(pages().save_address(opened("luis"), moved, moment(5)));
    EXPECT_EQ(pages().address_of(second.id).value(), moved);
    EXPECT_EQ(pages().address_of(first.id).value(), sample_address()) << "it is over";
    EXPECT_EQ(pages().last_address("ana", "luis").value(), moved);
}

TEST_P(BuyerPagesContract, WhatABuyerCancelsGoesToWhoWaits) {
    const auto order = claimed("eva", 5).order;
    ASSERT_EQ(claimed("luis", 2).outcome, Allocation::Outcome::sold_out);
    EXPECT_EQ(cancel_by_buyer(store(), {"ana", "luis", order.number}, now()).error().code(),
              Errc::not_found)
        << "it is another's order";

    const auto cancelled = cancel_by_buyer(store(), {"ana", "eva", order.number}, now());
    ASSERT_TRUE(cancelled) << cancelled.error().what();
    EXPECT_EQ(cancelled->end_reason, end_reason_buyer);
    EXPECT_EQ(parts(), (std::array{5, 0, 0}));
    ASSERT_TRUE(sweep_holds(store(), now()));
    EXPECT_EQ(parts(), (std::array{3, 2, 0}));
    EXPECT_TRUE(pages().waits("ana", "luis")->empty());
    EXPECT_EQ(cancel_by_buyer(store(), {"ana", "eva", order.number}, now()).error().code(),
              Errc::conflict);
}

TEST_P(BuyerPagesContract, FewerUnitsGiveTheOthersBack) {
    const auto order = claimed("eva", 5).order;
    const BuyerOrder wanted{"ana", "eva", order.number};
    for (const std::int32_t wrong : {-1, 0, 5, 6, std::numeric_limits<std::int32_t>::max()})
        EXPECT_EQ(lower_quantity(store(), wanted, {.quantity = wrong}, now()).error().code(),
                  Errc::invalid)
            << wrong;

    const auto lowered = lower_quantity(store(), wanted, {.quantity = 2}, now());
    ASSERT_TRUE(lowered) << lowered.error().what();
    const auto stored = store().order_by_number(order.number).value();
    EXPECT_EQ(stored.quantity, 2);
    EXPECT_EQ(stored.total_price, order.unit_price * 2);
    EXPECT_EQ(parts(), (std::array{3, 2, 0}));
    ASSERT_TRUE(cancel_by_buyer(store(), wanted, now()));
    EXPECT_EQ(parts(), (std::array{5, 0, 0}));
}

TEST_P(BuyerPagesContract, APriceThatIsBeingPaidStays) {
    const auto order = claimed("eva", 3).order;
    const auto payments = world().open_payments().value();
    Payment payment{.id = PaymentId::next(),
                    .order = order.id,
                    .provider = "sandbox",
                    .amount = order.unit_price,
                    .currency = order.currency,
                    .created_at = moment(),
                    .updated_at = moment()};
    EXPECT_EQ(payments->add(payment).error().code(), Errc::conflict) << "of an older total";
    payment.amount = order.total_price;
    ASSERT_TRUE(payments->add(payment));

    const auto lowered = lower_quantity(store(), {"ana", "eva", order.number}, {}, now());
    EXPECT_EQ(lowered.error().code(), Errc::conflict);
    EXPECT_EQ(store().order_by_number(order.number)->quantity, 3);
}

}  // namespace tts::test
