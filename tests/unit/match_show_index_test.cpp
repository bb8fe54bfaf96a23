#include "match/fold.hpp"
#include "match/show_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tts {
namespace {

using namespace std::chrono_literals;

Product make_product(const std::string& sku,
                     const std::string& code,
                     const std::string& name,
                     std::vector<std::string> options = {}) {
    Product product;
    product.id = ProductId::next();
    product.sku = sku;
    product.code = code;
    product.name = name;
    product.streamer = "ana";
    product.options = std::move(options);
    product.stock = 10;
    return product;
}

class ShowIndexTest : public testing::Test {
protected:
    Product red_bag = make_product("BAG-R", "A1", "Bolsa roja");
    Product blue_bag = make_product("BAG-B", "A2", "Bolsa azul");
    Product shirt = make_product("TSHIRT", "A12", "Camiseta de algodón", {"S", "M", "L"});
    Timestamp moment = from_unix_ms(1'800'000'000'000);
    Show show;

    ShowIndexTest() {
        show.streamer.username = "ana";
        show.products = {red_bag, blue_bag, shirt};
        std::sort(show.products.begin(), show.products.end(),
                  [](const Product& a, const Product& b) { return a.id < b.id; });
    }

    Pin pin_of(const Product& product, PinnedBy by = PinnedBy::host) const {
        return {.product = product.id, .from = moment - 1min, .until = {}, .by = by};
    }

    Sighting sighting_of(const Product& product, double score) const {
        return {.id = Uuid::next(),
                .streamer = "ana",
                .stream_time = moment - 2s,
                .product = product.id,
                .score = score,
                .frame_urls = {"object://frames/1.jpg"}};
    }

    MatchResult match(const std::string& text, ClaimItem item = {}) const {
        return ShowIndex(show, {}).match(item, {text}, moment);
    }
};

TEST_F(ShowIndexTest, ACodeIsFoundInWhateverCaseItWasTyped) {
    const auto found = match("a12 porfa", {.code = "a12", .variant = {}, .quantity = {}});

    EXPECT_EQ(found.match.product, shirt.id);
    EXPECT_EQ(found.match.source, MatchSource::code);
    EXPECT_EQ(found.match.score, 1);
    EXPECT_TRUE(found.doubt.empty());
}

TEST_F(ShowIndexTest, ASkuIsFound) {
    const auto found = match("BAG-B", {.code = "BAG-B", .variant = {}, .quantity = {}});

    EXPECT_EQ(found.match.product, blue_bag.id);
    EXPECT_EQ(found.match.source, MatchSource::sku);
}

TEST_F(ShowIndexTest, AClaimCodeGoesBeforeAnEqualSku) {
    show.products.front().sku = "A2";

    const auto found = match("A2", {.code = "A2", .variant = {}, .quantity = {}});

    EXPECT_EQ(found.match.product, blue_bag.id);
    EXPECT_EQ(found.match.source, MatchSource::code);
}

TEST_F(ShowIndexTest, AWholeNameIsFoundWithoutAccentsAndInThePlural) {
    EXPECT_EQ(match("quiero dos bolsas rojas").match.product, red_bag.id);
    EXPECT_EQ(match("CAMISETAS de ALGODON").match.product, shirt.id);
    EXPECT_EQ(match("quiero la bolsa azul").match.source, MatchSource::name);
}

TEST_F(ShowIndexTest, HalfANameIsNoMatch) {
    const auto found = match("quiero una bolsa");

    EXPECT_TRUE(found.match.product.is_nil());
    EXPECT_FALSE(found.doubt.empty());
}

TEST_F(ShowIndexTest, AWordInTheTextGoesBeforeThePin) {
    show.pins = {{.product = red_bag.id, .from = moment - 1min, .until = {}}};

    EXPECT_EQ(match("quiero la bolsa azul").match.product, blue_bag.id);
}

TEST_F(ShowIndexTest, ThePinOfTheMomentDecidesNotTheLatestOne) {
    show.pins = {{.product = red_bag.id, .from = moment - 1min, .until = moment + 1s},
                 {.product = blue_bag.id, .from = moment + 1s, .until = {}}};

    const auto found = match("lo quiero");

    EXPECT_EQ(found.match.product, red_bag.id);
    EXPECT_EQ(found.match.source, MatchSource::pin);
    EXPECT_TRUE(found.doubt.empty());
}

TEST_F(ShowIndexTest, APinThatEndedPinsNothing) {
    show.pins = {{.product = red_bag.id, .from = moment - 1min, .until = moment}};

    EXPECT_TRUE(match("lo quiero").match.product.is_nil());
}

TEST_F(ShowIndexTest, AHintAtAnotherProductThanThePinnedOneIsADoubt) {
    show.pins = {{.product = red_bag.id, .from = moment - 1min, .until = {}}};

    const auto found = match("quiero la azul");

    EXPECT_FALSE(found.doubt.empty());
}

TEST_F(ShowIndexTest, ThePinOfThePlatformIsBetweenTheHostsAndTheVideo) {
    show.platform_pins = {pin_of(red_bag, PinnedBy::platform)};
    const auto platform = match("lo quiero");
    EXPECT_EQ(platform.match.product, red_bag.id);
    EXPECT_EQ(platform.match.source, MatchSource::pin);
    EXPECT_EQ(platform.match.score, 0.9);
    EXPECT_TRUE(platform.doubt.empty()) << platform.doubt;

    show.pins = {pin_of(blue_bag)};
    const auto host = match("lo quiero");
    EXPECT_EQ(host.match.product, blue_bag.id);
    EXPECT_NEAR(host.match.score, 0.95, 1e-9);
    EXPECT_TRUE(host.doubt.empty()) << host.doubt;
}

TEST_F(ShowIndexTest, WhoeverSaysOtherwiseThanThePlatformsPinMakesItADoubt) {
    show.platform_pins = {pin_of(red_bag, PinnedBy::platform)};
    show.sightings = {sighting_of(blue_bag, 0.95)};

    const auto found = match("lo quiero");

    EXPECT_EQ(found.match.product, red_bag.id);
    EXPECT_EQ(found.match.frame, "object://frames/1.jpg");
    EXPECT_EQ(found.doubt, "something else than what is pinned is shown");
    show.sightings = {sighting_of(red_bag, 0.95)};
    EXPECT_TRUE(match("lo quiero").doubt.empty());
}

TEST_F(ShowIndexTest, TheHostsPinIsDoubtedOnlyIfTheSellerAsksForMoreThanUsual) {
    show.pins = {pin_of(red_bag)};
    show.platform_pins = {pin_of(blue_bag, PinnedBy::platform)};
    show.sightings = {sighting_of(blue_bag, 1)};

    const auto found = match("lo quiero");
    EXPECT_NEAR(found.match.score, 0.75, 1e-9);
    EXPECT_TRUE(found.doubt.empty()) << found.doubt;
    EXPECT_NE(found.match.why.find("but not by the platform's pin and the video"),
              std::string::npos)
        << found.match.why;

    show.rules.match_score_min = 0.8;
    EXPECT_FALSE(match("lo quiero").doubt.empty());
    show.platform_pins.clear();
    show.sightings.clear();
    show.rules.match_score_min = 1;
    EXPECT_TRUE(match("lo quiero").doubt.empty());
}

TEST_F(ShowIndexTest, WhatWasSeenInTheVideoCountsForHalfAMinute) {
    show.sightings = {{.id = Uuid::next(),
                       .streamer = "ana",
                       .stream_time = moment - 20s,
                       .product = red_bag.id,
                       .score = 0.9,
                       .frame_urls = {"object://frames/1.jpg"}}};

    const auto seen = match("lo quiero");
    show.sightings.front().stream_time = moment - 31s;
    const auto too_old = match("lo quiero");

    EXPECT_EQ(seen.match.product, red_bag.id);
    EXPECT_EQ(seen.match.source, MatchSource::timeline);
    EXPECT_EQ(seen.match.frame, "object://frames/1.jpg");
    EXPECT_TRUE(too_old.match.product.is_nil());
}

TEST_F(ShowIndexTest, AnUnsureSightingIsADoubt) {
    show.sightings = {{.id = Uuid::next(),
                       .streamer = "ana",
                       .stream_time = moment - 2s,
                       .product = red_bag.id,
                       .score = 0.7,
                       .frame_urls = {}}};

    EXPECT_FALSE(match("lo quiero").doubt.empty());
}

TEST_F(ShowIndexTest, AnOptionIsWrittenAsTheProductWritesIt) {
    const auto found = match("a12 m", {.code = "A12", .variant = "m", .quantity = {}});

    EXPECT_EQ(found.variant, "M");
    EXPECT_TRUE(found.doubt.empty());
}

TEST_F(ShowIndexTest, TwoOptionsAreAVariantIfTheProductHasBoth) {
    for (Product& product : show.products)
        if (product.sku == "TSHIRT") product.options = {"M", "L", "Rojo vino"};

    const auto both = match("a12", {.code = "A12", .variant = "rojo vino m", .quantity = {}});
    const auto one_missing = match("a12", {.code = "A12", .variant = "negro M", .quantity = {}});

    EXPECT_EQ(both.variant, "Rojo vino M");
    EXPECT_TRUE(both.doubt.empty());
    EXPECT_FALSE(one_missing.doubt.empty());
}

Variant variant_of(const Product& product,
                   const std::string& code,
                   std::vector<std::string> options) {
    return {.id = VariantId::next(),
            .product = product.id,
            .sku = "V-" + options.front() + code,
            .code = code,
            .options = std::move(options)};
}

TEST_F(ShowIndexTest, AVariantIsNamedByItsOptionsInAnyOrderOrByItsCode) {
    for (Product& product : show.products) {
        if (product.sku != "TSHIRT") continue;
        product.has_variants = true;
        product.variants = {variant_of(product, "", {"negro", "M"}),
                            variant_of(product, "N7", {"Rojo vino", "M"})};
    }

    const auto turned = match("a12", {.code = "A12", .variant = "M negro", .quantity = {}});
    const auto long_name = match("a12", {.code = "A12", .variant = "rojo vino", .quantity = {}});
    const auto coded = match("n7", {.code = "N7", .variant = {}, .quantity = {}});
    const auto contrary = match("n7", {.code = "N7", .variant = "negro", .quantity = {}});
    const auto open = match("a12", {.code = "A12", .variant = "M", .quantity = {}});

    EXPECT_EQ(turned.variant, "negro M");
    EXPECT_FALSE(turned.variant_id.is_nil());
    EXPECT_EQ(long_name.variant, "Rojo vino M");
    EXPECT_EQ(coded.variant_id, long_name.variant_id);
    EXPECT_NE(contrary.doubt, "");
    EXPECT_EQ(open.choices, "negro M, Rojo vino M");
    EXPECT_TRUE(open.variant_id.is_nil());
}

TEST_F(ShowIndexTest, AnOptionThatTheProductDoesNotHaveIsADoubt) {
    const auto found = match("a12 xl", {.code = "A12", .variant = "XL", .quantity = {}});

    EXPECT_FALSE(found.doubt.empty());
}

TEST_F(ShowIndexTest, AnEmptyShowMatchesNothing) {
    show.products.clear();

    const auto found = match("lo quiero", {.code = "A1", .variant = {}, .quantity = {}});

    EXPECT_TRUE(found.match.product.is_nil());
    EXPECT_FALSE(found.doubt.empty());
}

TEST_F(ShowIndexTest, APinOfARemovedProductIsADoubt) {
    show.pins = {{.product = ProductId::next(), .from = moment - 1s, .until = {}}};

    const auto found = match("lo quiero");

    EXPECT_TRUE(found.match.product.is_nil());
    EXPECT_FALSE(found.doubt.empty());
}

TEST(Fold, MakesTextsComparable) {
    EXPECT_EQ(folded("Café Ｎº 7"), "cafe no 7");
    EXPECT_EQ(folded("ALGODÓN"), "algodon");
    EXPECT_EQ(folded("Straße"), "strasse");
    EXPECT_EQ(folded("\xff\xfe broken").substr(6), " broken");
}

TEST(Fold, SplitsIntoWordsWithoutPlurals) {
    EXPECT_EQ(folded_words("2 bolsas-rojas, xs!"),
              (std::vector<std::string>{"2", "bolsa", "roja", "xs"}));
    EXPECT_TRUE(folded_words("¡!… ").empty());
}

}  // namespace
}  // namespace tts
