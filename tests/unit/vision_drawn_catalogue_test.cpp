#include "adapters/opencv/draw_catalogue.hpp"
#include "adapters/opencv/image_codec.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace tts {
namespace {

std::string brand_of(const ProductCard& card) {
    return card.name.substr(0, card.name.find(' '));
}

TEST(DrawnCatalogue, HoldsSiblingsThatAreNotTheSame) {
    const DrawnCatalogue catalogue = drawn_catalogue(1);

    ASSERT_EQ(catalogue.products.size(), 40u);
    std::set<std::string> brands;
    std::set<std::string> names;
    for (const ProductCard& card : catalogue.products) {
        brands.insert(brand_of(card));
        names.insert(card.name);
    }
    EXPECT_EQ(brands.size(), 10u);
    EXPECT_EQ(names.size(), 40u);
    EXPECT_EQ(catalogue.products[0].pattern, catalogue.products[1].pattern);
    EXPECT_EQ(catalogue.products[0].base, catalogue.products[1].base);
    EXPECT_FALSE(catalogue.products[0].accent == catalogue.products[1].accent);
}

TEST(DrawnCatalogue, WhatItDoesNotHoldIsOfOtherBrandsOrASibling) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const DrawnCatalogue catalogue = drawn_catalogue(seed);
        ASSERT_EQ(catalogue.others.size(), 20u);
        int siblings = 0;
        for (const ProductCard& other : catalogue.others) {
            const auto sold = [&](auto same) {
                return std::any_of(catalogue.products.begin(), catalogue.products.end(), same);
            };
            EXPECT_FALSE(sold([&](const auto& card) { return card.name == other.name; }));
            if (sold([&](const auto& card) { return brand_of(card) == brand_of(other); }))
                ++siblings;
        }
        EXPECT_EQ(siblings, 6);
    }
}

TEST(DrawnCatalogue, ViewsFollowFromTheSeed) {
    const DrawnCatalogue catalogue = drawn_catalogue(7);
    const ProductView view{
        .product = catalogue.products[0], .clutter = {catalogue.others[0]}, .seed = 5};
    ProductView other = view;
    other.seed = 6;

    const std::string picture = draw_product_view(view).value();

    EXPECT_EQ(draw_product_view(view).value(), picture);
    EXPECT_NE(draw_product_view(other).value(), picture);
    const cv::Mat seen = decode_image(picture).value();
    EXPECT_GE(seen.rows, 640);
    EXPECT_LE(seen.rows, 1280);
}

}  // namespace
}  // namespace tts
