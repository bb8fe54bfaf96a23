#include "vision/evidence.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace tts {

namespace {

// A softmax over the products and "nothing", whose log odds are 0.
std::vector<double> softmax(const std::vector<double>& odds) {
    double highest = 0;
    for (const double value : odds) highest = std::max(highest, value);
    double sum = std::exp(-highest);
    std::vector<double> probabilities;
    for (const double value : odds) {
        probabilities.push_back(std::exp(value - highest));
        sum += probabilities.back();
    }
    for (double& probability : probabilities) probability /= sum;
    return probabilities;
}

bool shows_something(const std::vector<double>& odds) {
    const auto probabilities = softmax(odds);
    double sum = 0;
    for (const double probability : probabilities) sum += probability;
    return sum > 0.5;
}

}  // namespace

EvidenceTerms evidence_terms(const Likeness& likeness) {
    if (likeness.inliers <= 0) return {};
    // Beyond these, in units of the Lab space, colours are just different.
    constexpr double colour_distance_max = 40;
    constexpr double patch_distance_knee = 15;
    const double patch = likeness.patch_colour_distance;
    return {1,
            std::log1p(likeness.inliers),
            likeness.inlier_ratio,
            likeness.lightness,
            likeness.colour,
            std::min(likeness.colour_distance, colour_distance_max),
            std::min(patch, patch_distance_knee),
            std::max(0.0, patch - patch_distance_knee)};
}

// In the order of evidence_terms. docs/decisions/0012-vision-evidence.md says on what they were
// fitted, 0043-a-second-catalogue.md how to fit them again.
const EvidenceTerms& evidence_weights() {
    static constexpr EvidenceTerms weights = {-2.292, 3.741,   -0.294,  1.905,
                                              3.261,  -0.1353, -0.2175, -0.0668};
    return weights;
}

double log_odds(const Likeness& likeness) {
    if (likeness.inliers <= 0) return log_odds_min;
    const EvidenceTerms terms = evidence_terms(likeness);
    const EvidenceTerms& weights = evidence_weights();
    const double odds = std::inner_product(terms.begin(), terms.end(), weights.begin(), 0.0);
    return std::max(odds, log_odds_min);
}

std::vector<double> product_probabilities(std::span<const std::vector<double>> frames) {
    if (frames.empty()) return {};
    const bool any_shows = std::any_of(frames.begin(), frames.end(),
                                       [](const auto& odds) { return shows_something(odds); });
    std::vector<double> sums(frames.front().size(), 0.0);
    double voters = 0;
    for (const auto& odds : frames) {
        assert(odds.size() == sums.size());
        if (any_shows && !shows_something(odds)) continue;
        ++voters;
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += odds[i];
    }
    // Frames of one moment err together: n of them are worth the square root of n.
    for (double& sum : sums) sum /= std::sqrt(voters);
    return softmax(sums);
}

}  // namespace tts
