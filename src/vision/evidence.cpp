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

double odds_of(const Likeness& likeness, double others) {
    const EvidenceTerms terms = evidence_terms(likeness, others);
    const EvidenceTerms& weights = evidence_weights();
    return std::inner_product(terms.begin(), terms.end(), weights.begin(), 0.0);
}

}  // namespace

EvidenceTerms evidence_terms(const Likeness& likeness, double others) {
    EvidenceTerms terms{};
    if (likeness.matches <= 0) return terms;
    terms[0] = 1;
    terms[1] = std::log1p(likeness.matches) - others;
    if (likeness.inliers <= 0) return terms;
    // Beyond these, in units of the Lab space, colours are just different.
    constexpr double colour_distance_max = 40;
    constexpr double patch_distance_knee = 15;
    const double points = std::log1p(likeness.inliers);
    const double patch = likeness.patch_colour_distance;
    terms[2] = 1;
    terms[3] = points;
    terms[4] = points * points;
    terms[5] = likeness.inlier_ratio;
    terms[6] = likeness.lightness;
    terms[7] = points * likeness.lightness;
    terms[8] = likeness.colour;
    terms[9] = likeness.lightness * likeness.colour;
    terms[10] = likeness.visible;
    terms[11] = std::min(likeness.colour_distance, colour_distance_max);
    terms[12] = std::min(patch, patch_distance_knee);
    terms[13] = std::max(0.0, patch - patch_distance_knee);
    return terms;
}

std::vector<double> matches_of_others(std::span<const Likeness> products) {
    // The product that is made up: about what carton products match that are not shown.
    constexpr double made_up = 1.8;
    double sum = made_up;
    double count = 1;
    for (const Likeness& likeness : products) {
        if (likeness.matches <= 0) continue;
        sum += std::log1p(likeness.matches);
        ++count;
    }
    std::vector<double> others;
    for (const Likeness& likeness : products)
        others.push_back(likeness.matches <= 0
                             ? sum / count
                             : (sum - std::log1p(likeness.matches)) / (count - 1));
    return others;
}

// In the order of evidence_terms. docs/decisions/0047-more-than-the-others-match.md says on what
// they were fitted, 0043-a-second-catalogue.md how to fit them again.
const EvidenceTerms& evidence_weights() {
    static constexpr EvidenceTerms weights = {-5.7321, 3.5139,  1.5495,  -0.8830, 0.1925,
                                              3.7249,  1.0147,  0.0156,  0.8863,  -0.7135,
                                              1.7529,  -0.1034, -0.0228, -0.0760};
    return weights;
}

std::vector<double> log_odds(std::span<const Likeness> products) {
    const auto others = matches_of_others(products);
    std::vector<double> odds;
    for (std::size_t i = 0; i < products.size(); ++i)
        odds.push_back(products[i].matches > 0
                           ? std::max(odds_of(products[i], others[i]), log_odds_min)
                           : log_odds_min);
    return odds;
}

std::vector<Likeness> likeness_by_product(std::span<const Likeness> pictures,
                                          std::span<const std::size_t> owners,
                                          std::size_t products) {
    assert(pictures.size() == owners.size());
    std::vector<Likeness> best(products);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        Likeness& own = best[owners[i]];
        if (pictures[i].matches <= 0) continue;
        // What the other products match is the same for all pictures of one.
        if (own.matches <= 0 || odds_of(pictures[i], 0) > odds_of(own, 0)) own = pictures[i];
    }
    return best;
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
