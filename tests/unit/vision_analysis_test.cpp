#include "vision/product_analysis.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

TEST(ProductAnalysis, TheNameTellsTheCategoryOrNothingDoes) {
    EXPECT_EQ(category_of("Rose Face Serum"), "beauty");
    EXPECT_EQ(category_of("Camiseta de algod\xC3\xB3n"), "clothing");
    EXPECT_EQ(category_of("Coffee Mug"), "kitchen");
    EXPECT_EQ(category_of("Aud\xC3\xAD"
                          "fonos"),
              "electronics");
    EXPECT_EQ(category_of("Green TEA"), "food");
    EXPECT_EQ(category_of("Teal thing"), "");
    EXPECT_EQ(category_of("Handbaggage of the ringmaster"), "");
    EXPECT_EQ(category_of(""), "");
}

TEST(ProductAnalysis, SaysWhatCanBeSeenAndNoMore) {
    const Appearance look{.colours = {{"pink", 0.7}, {"dark red", 0.2}, {"white", 0.1}},
                          .aspect = 0.5,
                          .texture = 0.3};

    EXPECT_EQ(describe(look), "mostly pink with dark red; taller than wide");
    EXPECT_EQ(describe(Appearance()), "");
}

TEST(ProductAnalysis, TheTagIsOneSearchableWord) {
    const Appearance look{.colours = {{"dark blue", 1}}, .aspect = 1, .texture = 0};

    EXPECT_EQ(tag_of("T\xC3\xA9rmica  350 ml!", look), "termica-350-ml-dark-blue");
    EXPECT_EQ(tag_of("", Appearance()), "");
}

TEST(ProductAnalysis, SeveralPicturesAreAveraged) {
    const Appearance mean =
        average({{.colours = {{"red", 1}}, .aspect = 1, .texture = 0.2},
                 {.colours = {{"blue", 0.6}, {"red", 0.4}}, .aspect = 3, .texture = 0.4}});

    ASSERT_EQ(mean.colours.size(), 2u);
    EXPECT_EQ(mean.colours[0].name, "red");
    EXPECT_DOUBLE_EQ(mean.colours[0].share, 0.7);
    EXPECT_DOUBLE_EQ(mean.aspect, 2);
    EXPECT_TRUE(average({}).colours.empty());
}

}  // namespace
}  // namespace tts
