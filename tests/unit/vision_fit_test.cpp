#include "vision/evidence_fit.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace tts {
namespace {

// So many pictures of a product that shows so many points, and so many of something else that does.
void add(std::vector<EvidenceSample>& samples, const Likeness& likeness, int shown, int not_shown) {
    const EvidenceTerms terms = evidence_terms(likeness, 0);
    for (int i = 0; i < shown; ++i) samples.push_back({.products = {terms}, .right = 0});
    for (int i = 0; i < not_shown; ++i)
        samples.push_back({.products = {terms}, .right = std::nullopt});
}

double odds_of(const EvidenceTerms& weights, const Likeness& likeness) {
    const EvidenceTerms terms = evidence_terms(likeness, 0);
    double sum = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) sum += weights[i] * terms[i];
    return sum;
}

const Likeness few_matches{.matches = 2};
const Likeness many_matches{.matches = 60};

TEST(EvidenceFit, FindsTheOddsThatThePicturesHave) {
    std::vector<EvidenceSample> samples;
    add(samples, few_matches, 10, 90);
    add(samples, many_matches, 75, 25);

    const auto weights = fit_evidence(samples, {.shrinkage = 1e-9});

    ASSERT_TRUE(weights) << weights.error().what();
    EXPECT_NEAR(odds_of(*weights, few_matches), std::log(10.0 / 90), 1e-3);
    EXPECT_NEAR(odds_of(*weights, many_matches), std::log(75.0 / 25), 1e-3);
}

TEST(EvidenceFit, ChoosesBetweenProductsByWhatTellsThemApart) {
    const EvidenceTerms right = evidence_terms(many_matches, 0);
    const EvidenceTerms wrong = evidence_terms(few_matches, 0);
    std::vector<EvidenceSample> samples;
    for (int i = 0; i < 30; ++i) {
        samples.push_back({.products = {wrong, right}, .right = 1});
        samples.push_back({.products = {wrong, wrong}, .right = std::nullopt});
    }

    const auto weights = fit_evidence(samples);

    ASSERT_TRUE(weights);
    EXPECT_GT(odds_of(*weights, many_matches), 2);
    EXPECT_LT(odds_of(*weights, few_matches), -1);
}

TEST(EvidenceFit, APictureOfMoreWeightCountsAsSoManyPictures) {
    const EvidenceTerms terms = evidence_terms(many_matches, 0);
    const std::vector<EvidenceSample> twice = {{.products = {terms}, .right = 0},
                                               {.products = {terms}, .right = 0},
                                               {.products = {terms}, .right = std::nullopt}};
    const std::vector<EvidenceSample> weighed = {
        {.products = {terms}, .right = 0, .weight = 2},
        {.products = {terms}, .right = std::nullopt, .weight = 1}};

    const double by_count = odds_of(fit_evidence(twice).value(), many_matches);

    EXPECT_NEAR(odds_of(fit_evidence(weighed).value(), many_matches), by_count, 1e-6);
}

TEST(EvidenceFit, SeparablePicturesStillGiveFiniteWeights) {
    std::vector<EvidenceSample> samples;
    add(samples, few_matches, 0, 50);
    add(samples, many_matches, 50, 0);

    for (const double weight : fit_evidence(samples).value()) EXPECT_TRUE(std::isfinite(weight));
}

TEST(EvidenceFit, NothingCannotBeFitted) {
    EXPECT_EQ(fit_evidence({}).error().code(), Errc::invalid);
    const std::vector<EvidenceSample> empty = {{.products = {}, .right = std::nullopt}};
    EXPECT_EQ(fit_evidence(empty, {.shrinkage = 0}).error().code(), Errc::invalid);
}

}  // namespace
}  // namespace tts
