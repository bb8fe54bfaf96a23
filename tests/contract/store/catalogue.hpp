#pragma once

#include "contract/store/fixture.hpp"

namespace tts::test {

// The adapter may set the times of a product itself.
inline Product with_times_of(Product product, const Product& other) {
    product.created_at = other.created_at;
    product.updated_at = other.updated_at;
    return product;
}

TEST_P(StoreContract, AnOpenStoreAnswersAPing) {
    EXPECT_TRUE(store().ping());
}

TEST_P(StoreContract, AStreamerWithoutARowHasTheDefaultSettings) {
    const auto before = now();

    const Show show = store().show("nobody", moment()).value();

    Streamer expected;
    expected.username = "nobody";
    EXPECT_EQ(show.streamer, expected);
    EXPECT_TRUE(show.products.empty());
    EXPECT_TRUE(show.pins.empty());
    EXPECT_TRUE(show.sightings.empty());
    EXPECT_GE(show.read_at, before);
    EXPECT_LE(show.read_at, now());
}

TEST_P(StoreContract, SavingAStreamerAgainChangesItsSettings) {
    Streamer streamer{.username = "ana's \"shop\"",
                      .platform = "youtube",
                      .commission = Percentage::from_basis_points(1'250),
                      .fixed_delay = std::chrono::milliseconds(3'500)};
    ASSERT_TRUE(store().save_streamer(streamer));
    EXPECT_EQ(store().show(streamer.username, moment()).value().streamer, streamer);

    streamer.commission = Percentage::from_basis_points(1);
    streamer.fixed_delay = std::chrono::milliseconds(0);
    ASSERT_TRUE(store().save_streamer(streamer));

    EXPECT_EQ(store().show(streamer.username, moment()).value().streamer, streamer);
}

TEST_P(StoreContract, ASavedProductIsReadBackExactly) {
    const Product product = sample_product("ana", "S-1");

    const Product stored = store().save_product(product).value();

    EXPECT_EQ(stored, with_times_of(product, stored));
    EXPECT_EQ(store().product(product.id).value(), stored);
    EXPECT_EQ(store().product_by_sku("ana", "S-1").value(), stored);
}

TEST_P(StoreContract, HostileTextInAProductIsReadBackExactly) {
    int number = 0;
    for (const auto& text : hostile_texts()) {
        Product product = sample_product("ana", "sku " + text);
        product.name = text;
        product.user_description = text;
        product.code = text + std::to_string(++number);  // Codes that differ in case are one.
        product.options = {text, "x", text};
        product.image_urls = hostile_texts();

        const Product stored = store().save_product(product).value();

        EXPECT_EQ(stored, with_times_of(product, stored)) << text;
        EXPECT_EQ(store().product_by_sku("ana", product.sku).value(), stored) << text;
    }
}

TEST_P(StoreContract, SavingTheSameSkuUpdatesTheProductAndKeepsItsIdAndCreationTime) {
    const Product first = saved_product("ana", "S-1");
    Product again = sample_product("ana", "S-1");
    again.name = "Blue dress";
    again.price = Money::from_cents(500);
    again.stock = 3;
    again.options = {};
    again.created_at = moment(60);

    const Product second = store().save_product(again).value();

    EXPECT_EQ(second.id, first.id);
    EXPECT_EQ(second.created_at, first.created_at);
    again.id = first.id;
    EXPECT_EQ(second, with_times_of(again, second));
    EXPECT_EQ(store().product(first.id).value(), second);
    EXPECT_EQ(store().products({.streamer = "ana"}).value().total, 1U);
}

TEST_P(StoreContract, TheSameSkuOfAnotherStreamerIsAnotherProduct) {
    const Product ana = saved_product("ana", "S-1");
    const Product bea = saved_product("bea", "S-1");

    EXPECT_NE(ana.id, bea.id);
    EXPECT_EQ(store().product_by_sku("ana", "S-1").value().id, ana.id);
    EXPECT_EQ(store().product_by_sku("bea", "S-1").value().id, bea.id);
}

TEST_P(StoreContract, AnUnknownProductIsNotFound) {
    saved_product("ana", "S-1");

    EXPECT_EQ(store().product(ProductId::next()).error().code(), Errc::not_found);
    EXPECT_EQ(store().product_by_sku("ana", "S-2").error().code(), Errc::not_found);
    EXPECT_EQ(store().product_by_sku("bea", "S-1").error().code(), Errc::not_found);
}

TEST_P(StoreContract, ProductsArePagedBySku) {
    for (const auto* sku : {"b", "a", "C", "d", "A"}) saved_product("ana", sku);
    saved_product("bea", "x");

    const auto first = store().products({.streamer = "ana", .limit = 2}).value();
    const auto second = store().products({.streamer = "ana", .limit = 2, .offset = 2}).value();
    const auto beyond = store().products({.streamer = "ana", .limit = 2, .offset = 9}).value();

    ASSERT_EQ(first.products.size(), 2U);
    EXPECT_EQ(first.products[0].sku, "A");
    EXPECT_EQ(first.products[1].sku, "C");
    ASSERT_EQ(second.products.size(), 2U);
    EXPECT_EQ(second.products[0].sku, "a");
    EXPECT_EQ(first.total, 5U);
    EXPECT_EQ(second.total, 5U);
    EXPECT_TRUE(beyond.products.empty());
    EXPECT_EQ(beyond.total, 5U);
}

TEST_P(StoreContract, AShowHoldsItsOwnProductsByIdAndNoOthers) {
    const Product second = saved_product("ana", "a");
    const Product third = saved_product("ana", "b");
    saved_product("bea", "c");
    Product oldest = sample_product("ana", "z");
    oldest.id = ProductId{Uuid::parse("01000000-0000-7000-8000-000000000000").value()};
    oldest = store().save_product(oldest).value();

    const Show show = store().show("ana", moment()).value();

    EXPECT_EQ(show.products, (std::vector<Product>{oldest, second, third}));
}

TEST_P(StoreContract, ShowsAreReadInTheOrderTheyAreAskedFor) {
    const Product ana = saved_product("ana", "1");
    const Product bea = saved_product("bea", "2");
    ASSERT_TRUE(store().save_streamer({.username = "bea",
                                       .platform = "twitch",
                                       .commission = Percentage::from_basis_points(500),
                                       .fixed_delay = std::chrono::milliseconds(700)}));
    ASSERT_TRUE(store().pin("ana", ana.id, moment()));
    ASSERT_TRUE(store().pin("bea", bea.id, moment(1)));
    std::vector<std::string> names = hostile_texts();
    names.insert(names.begin(), {"bea", "nobody", "ana", "bea"});

    const auto shows = store().shows(names, moment()).value();

    ASSERT_EQ(shows.size(), names.size());
    for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(shows[i].streamer.username, names[i]);
    EXPECT_EQ(shows[0].streamer.platform, "twitch");
    EXPECT_EQ(shows[0].products, std::vector<Product>{bea});
    EXPECT_EQ(shows[0].pins, (std::vector<Pin>{{bea.id, moment(1), {}}}));
    EXPECT_TRUE(shows[1].products.empty());
    EXPECT_EQ(shows[2].products, std::vector<Product>{ana});
    EXPECT_EQ(shows[2].pins, (std::vector<Pin>{{ana.id, moment(), {}}}));
    EXPECT_EQ(shows[3].products, std::vector<Product>{bea});
    EXPECT_TRUE(store().shows({}, moment()).value().empty());
}

TEST_P(StoreContract, ANewPinEndsTheOneBefore) {
    const Product one = saved_product("ana", "1");
    const Product two = saved_product("ana", "2");
    const Product other = saved_product("bea", "3");
    ASSERT_TRUE(store().pin("bea", other.id, moment(0)));

    ASSERT_TRUE(store().pin("ana", one.id, moment(0)));
    ASSERT_TRUE(store().pin("ana", two.id, moment(10)));
    EXPECT_EQ(store().show("ana", moment(-1)).value().pins,
              (std::vector<Pin>{{one.id, moment(0), moment(10)}, {two.id, moment(10), {}}}));

    ASSERT_TRUE(store().pin("ana", std::nullopt, moment(20)));
    EXPECT_EQ(
        store().show("ana", moment(-1)).value().pins,
        (std::vector<Pin>{{one.id, moment(0), moment(10)}, {two.id, moment(10), moment(20)}}));
    EXPECT_EQ(store().show("bea", moment(5)).value().pins,
              (std::vector<Pin>{{other.id, moment(0), {}}}));
}

TEST_P(StoreContract, ThePinsOfTheHostAndOfThePlatformAreTwo) {
    const Product one = saved_product("ana", "1");
    const Product two = saved_product("ana", "2");
    ASSERT_TRUE(store().pin("ana", one.id, moment(0)));
    ASSERT_TRUE(store().pin("ana", one.id, moment(5), PinnedBy::platform));
    ASSERT_TRUE(store().pin("ana", two.id, moment(10), PinnedBy::platform));

    const Show both = store().show("ana", moment(-1)).value();
    EXPECT_EQ(both.pins, (std::vector<Pin>{{one.id, moment(0), {}}}));
    EXPECT_EQ(both.platform_pins,
              (std::vector<Pin>{{one.id, moment(5), moment(10), PinnedBy::platform},
                                {two.id, moment(10), {}, PinnedBy::platform}}));

    ASSERT_TRUE(store().pin("ana", std::nullopt, moment(20)));
    const Show left = store().show("ana", moment(15)).value();
    EXPECT_EQ(left.pins, (std::vector<Pin>{{one.id, moment(0), moment(20)}}));
    EXPECT_EQ(left.platform_pins, (std::vector<Pin>{{two.id, moment(10), {}, PinnedBy::platform}}));

    ASSERT_TRUE(store().archive_product(two.id, moment(30)));
    EXPECT_TRUE(store().show("ana", moment(31)).value().platform_pins.empty());
}

TEST_P(StoreContract, TheSameProductCanBePinnedAgain) {
    const Product product = saved_product("ana", "1");
    ASSERT_TRUE(store().pin("ana", product.id, moment(0)));
    ASSERT_TRUE(store().pin("ana", std::nullopt, moment(10)));
    ASSERT_TRUE(store().pin("ana", std::nullopt, moment(11)));

    ASSERT_TRUE(store().pin("ana", product.id, moment(20)));

    EXPECT_EQ(store().show("ana", moment(15)).value().pins,
              (std::vector<Pin>{{product.id, moment(20), {}}}));
}

TEST_P(StoreContract, PinningAProductThatTheStreamerDoesNotHaveChangesNothing) {
    const Product product = saved_product("ana", "1");
    const Product other = saved_product("bea", "2");
    ASSERT_TRUE(store().pin("ana", product.id, moment(0)));

    EXPECT_EQ(store().pin("ana", ProductId::next(), moment(5)).error().code(), Errc::not_found);
    EXPECT_EQ(store().pin("ana", other.id, moment(5)).error().code(), Errc::not_found);

    EXPECT_EQ(store().show("ana", moment(9)).value().pins,
              (std::vector<Pin>{{product.id, moment(0), {}}}));
}

TEST_P(StoreContract, AShowLeavesOutWhatWasOverBefore) {
    const Product one = saved_product("ana", "1");
    const Product two = saved_product("ana", "2");
    ASSERT_TRUE(store().pin("ana", one.id, moment(0)));
    ASSERT_TRUE(store().pin("ana", two.id, moment(10)));
    const Sighting late{.id = Uuid::next(),
                        .streamer = "ana",
                        .stream_time = moment(12),
                        .product = two.id,
                        .score = 0.1 + 0.2,
                        .frame_urls = hostile_texts()};
    const Sighting early{.id = Uuid::next(),
                         .streamer = "ana",
                         .stream_time = moment(11),
                         .product = one.id,
                         .score = 0.75,
                         .frame_urls = {}};
    Sighting over = early;
    over.id = Uuid::next();
    over.stream_time = moment(2);
    Sighting others = early;
    others.id = Uuid::next();
    others.streamer = "bea";
    for (const auto& sighting : {late, early, over, others})
        ASSERT_TRUE(store().add_sighting(sighting));

    const Show show = store().show("ana", moment(11)).value();

    EXPECT_EQ(show.pins, (std::vector<Pin>{{two.id, moment(10), {}}}));
    EXPECT_EQ(show.sightings, (std::vector<Sighting>{early, late}));
}

}  // namespace tts::test
