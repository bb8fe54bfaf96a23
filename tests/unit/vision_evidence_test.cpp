#include "vision/evaluation.hpp"
#include "vision/evidence.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace tts {
namespace {

constexpr Likeness clear_likeness{.matches = 60,
                                  .inliers = 40,
                                  .inlier_ratio = 0.6,
                                  .lightness = 0.8,
                                  .colour = 0.8,
                                  .colour_distance = 5,
                                  .patch_colour_distance = 4,
                                  .visible = 1};

double sum_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

// What one frame says of products that were measured so.
std::vector<double> probabilities_of(const std::vector<Likeness>& products) {
    const std::vector<std::vector<double>> frames = {log_odds(products)};
    return product_probabilities(frames);
}

// As many points as things match that are not shown, agreeing on no place.
std::vector<Likeness> with_strangers(const Likeness& likeness, int matches) {
    std::vector<Likeness> products(10, Likeness{.matches = matches});
    products.front() = likeness;
    return products;
}

TEST(Evidence, NoTraceCountsAsLittleAsAnythingCan) {
    const std::vector<Likeness> products(2);

    EXPECT_EQ(log_odds(products), (std::vector<double>{log_odds_min, log_odds_min}));
}

TEST(Evidence, AClearViewIsNearlyCertain) {
    EXPECT_GT(probabilities_of({clear_likeness, Likeness()})[0], 0.95);
}

TEST(Evidence, PointsWithoutAnyAgreementOfThePictureDoNotConvince) {
    const Likeness accident{.matches = 12,
                            .inliers = 3,
                            .inlier_ratio = 0.25,
                            .lightness = 0.05,
                            .colour = 0.0,
                            .colour_distance = 20,
                            .patch_colour_distance = 20,
                            .visible = 1};

    EXPECT_LT(probabilities_of({accident})[0], 0.5);
}

TEST(Evidence, PointsThatAgreeOnNoPlaceDoNotConvince) {
    const auto probabilities = probabilities_of({{.matches = 20}, {.matches = 2}});

    EXPECT_LT(probabilities[0], 0.5);
    EXPECT_GT(probabilities[0], probabilities[1]);
}

TEST(Evidence, WhatMatchesNoBetterThanTheOthersConvincesLess) {
    const auto few = log_odds(with_strangers(clear_likeness, 4));
    const auto many = log_odds(with_strangers(clear_likeness, 40));

    EXPECT_GT(few[0], many[0] + 3);
}

TEST(Evidence, OthersAreTheMeanOfWhatWasFoundAndOneMore) {
    const std::vector<Likeness> products = {{.matches = 9}, {.matches = 4}, Likeness()};

    const auto others = matches_of_others(products);

    ASSERT_EQ(others.size(), 3u);
    EXPECT_NEAR(others[0], (1.8 + std::log(5)) / 2, 1e-9);
    EXPECT_NEAR(others[1], (1.8 + std::log(10)) / 2, 1e-9);
    EXPECT_NEAR(others[2], (1.8 + std::log(10) + std::log(5)) / 3, 1e-9);
    EXPECT_NEAR(matches_of_others(std::vector<Likeness>{{.matches = 9}})[0], 1.8, 1e-9);
}

TEST(Evidence, OfSeveralPicturesTheOneThatSpeaksForTheProductCounts) {
    const Likeness back{.matches = 5};
    const std::vector<Likeness> pictures = {back, clear_likeness, {.matches = 7}, Likeness()};
    const std::vector<std::size_t> owners = {1, 1, 0, 1};

    const auto products = likeness_by_product(pictures, owners, 3);

    ASSERT_EQ(products.size(), 3u);
    EXPECT_EQ(products[0], Likeness{.matches = 7});
    EXPECT_EQ(products[1], clear_likeness);
    EXPECT_EQ(products[2], Likeness());
}

TEST(Evidence, TwoEqualProductsShareTheProbability) {
    const std::vector<std::vector<double>> frames = {{6, 6, -7}};

    const auto probabilities = product_probabilities(frames);

    EXPECT_NEAR(probabilities[0], 0.5, 0.01);
    EXPECT_EQ(probabilities[0], probabilities[1]);
}

TEST(Evidence, FramesThatAgreeConvinceMoreThanOne) {
    const std::vector<std::vector<double>> one = {{1, -7}};
    const std::vector<std::vector<double>> three = {{1, -7}, {1, -7}, {1, -7}};

    EXPECT_GT(product_probabilities(three)[0], product_probabilities(one)[0]);
}

TEST(Evidence, FramesThatShowNothingAbstain) {
    const std::vector<std::vector<double>> one = {{3, -7}};
    const std::vector<std::vector<double>> with_empty = {{-7, -7}, {3, -7}, {-7, -7}};

    EXPECT_EQ(product_probabilities(with_empty), product_probabilities(one));
}

TEST(Evidence, ProbabilitiesStayFiniteAndBelowOne) {
    const std::vector<std::vector<double>> frames = {{900, 880, -7}};

    const auto probabilities = product_probabilities(frames);

    EXPECT_NEAR(sum_of(probabilities), 1, 1e-9);
    EXPECT_TRUE(product_probabilities({}).empty());
}

TEST(VisionFigures, AreCountedFromOutcomes) {
    std::vector<QueryOutcome> outcomes;
    for (int i = 0; i < 8; ++i) outcomes.push_back({.known = true, .rank = 1, .probability = 0.9});
    outcomes.push_back({.known = true, .rank = 3, .probability = 0.8});
    outcomes.push_back({.known = true, .rank = 0, .probability = 0.1});
    outcomes.push_back({.known = false, .rank = 0, .probability = 0.75});

    const VisionFigures figures = figures_of(outcomes);

    EXPECT_EQ(figures.queries, 10u);
    EXPECT_EQ(figures.unknown, 1u);
    EXPECT_DOUBLE_EQ(figures.top1, 0.8);
    EXPECT_DOUBLE_EQ(figures.top5, 0.9);
    EXPECT_DOUBLE_EQ(figures.correct_accepts_at_1_percent, 0.8);
    EXPECT_DOUBLE_EQ(figures.wrong_at_threshold, 0.1);
    EXPECT_DOUBLE_EQ(figures.unknown_at_threshold, 1.0);
    // (8 x 0.1 in the bin of 0.9) + 0.8 + 0.1 + 0.75, by 11.
    EXPECT_NEAR(figures.calibration_error, (0.8 + 0.8 + 0.1 + 0.75) / 11, 1e-9);
}

TEST(VisionFigures, TheAreaUnderTheCurveIsTheShareOfPairsInOrder) {
    EXPECT_DOUBLE_EQ(area_under_curve({3, 4}, {1, 2}), 1);
    EXPECT_DOUBLE_EQ(area_under_curve({1, 2}, {3, 4}), 0);
    EXPECT_DOUBLE_EQ(area_under_curve({1, 3}, {2}), 0.5);
    EXPECT_DOUBLE_EQ(area_under_curve({2, 2}, {2}), 0.5);
    EXPECT_DOUBLE_EQ(area_under_curve({}, {2}), 0);
}

TEST(VisionFigures, CoverageIsHowMuchCanBeAnsweredSafely) {
    std::vector<QueryOutcome> outcomes;
    for (int i = 0; i < 8; ++i) outcomes.push_back({.rank = 1, .probability = 0.9});
    outcomes.push_back({.rank = 2, .probability = 0.5});
    outcomes.push_back({.rank = 1, .probability = 0.4});

    EXPECT_DOUBLE_EQ(figures_of(outcomes).coverage, 0.8);
}

}  // namespace
}  // namespace tts
