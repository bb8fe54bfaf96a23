#include "vision/evaluation.hpp"
#include "vision/evidence.hpp"

#include <gtest/gtest.h>

#include <numeric>

namespace tts {
namespace {

constexpr Likeness clear_likeness{.inliers = 40,
                                  .inlier_ratio = 0.6,
                                  .lightness = 0.8,
                                  .colour = 0.8,
                                  .colour_distance = 5,
                                  .patch_colour_distance = 4,
                                  .visible = 1};

double sum_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(Evidence, NoTraceCountsAsLittleAsAnythingCan) {
    EXPECT_EQ(log_odds(Likeness()), log_odds_min);
}

TEST(Evidence, AClearViewIsNearlyCertain) {
    const std::vector<std::vector<double>> frames = {{log_odds(clear_likeness), log_odds_min}};

    EXPECT_GT(product_probabilities(frames)[0], 0.95);
}

TEST(Evidence, PointsWithoutAnyAgreementOfThePictureDoNotConvince) {
    const Likeness accident{.inliers = 8,
                            .inlier_ratio = 0.4,
                            .lightness = 0.05,
                            .colour = 0.0,
                            .colour_distance = 20,
                            .patch_colour_distance = 20,
                            .visible = 1};
    const std::vector<std::vector<double>> frames = {{log_odds(accident)}};

    EXPECT_LT(product_probabilities(frames)[0], 0.5);
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
