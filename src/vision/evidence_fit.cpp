#include "vision/evidence_fit.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tts {

namespace {

constexpr std::size_t terms_count = evidence_terms_count;
using Square = std::array<EvidenceTerms, terms_count>;

// The likelihood at some weights, how it rises there, and how that bends.
struct Slope {
    double log_likelihood = 0;
    EvidenceTerms gradient{};
    Square curvature{};  // Minus the second derivatives.
};

double score(const EvidenceTerms& weights, const EvidenceTerms& terms) {
    return std::inner_product(weights.begin(), weights.end(), terms.begin(), 0.0);
}

// By product, "nothing" being the rest to 1.
std::vector<double> probabilities(const EvidenceSample& sample, const EvidenceTerms& weights) {
    std::vector<double> chances;
    double highest = 0;
    for (const EvidenceTerms& terms : sample.products) {
        chances.push_back(score(weights, terms));
        highest = std::max(highest, chances.back());
    }
    double sum = std::exp(-highest);
    for (double& chance : chances) sum += chance = std::exp(chance - highest);
    for (double& chance : chances) chance /= sum;
    return chances;
}

void add_outer(Square& square, const EvidenceTerms& terms, double times) {
    for (std::size_t i = 0; i < terms_count; ++i)
        for (std::size_t j = 0; j < terms_count; ++j) square[i][j] += times * terms[i] * terms[j];
}

void add(Slope& slope, const EvidenceSample& sample, const EvidenceTerms& weights) {
    const auto chances = probabilities(sample, weights);
    const double nothing = 1 - std::accumulate(chances.begin(), chances.end(), 0.0);
    const double right = sample.right ? chances[*sample.right] : nothing;
    slope.log_likelihood += sample.weight * std::log(std::max(right, 1e-300));
    EvidenceTerms mean{};
    for (std::size_t product = 0; product < chances.size(); ++product) {
        const EvidenceTerms& terms = sample.products[product];
        for (std::size_t i = 0; i < terms_count; ++i) mean[i] += chances[product] * terms[i];
        add_outer(slope.curvature, terms, sample.weight * chances[product]);
    }
    add_outer(slope.curvature, mean, -sample.weight);
    for (std::size_t i = 0; i < terms_count; ++i) {
        const double seen = sample.right ? sample.products[*sample.right][i] : 0;
        slope.gradient[i] += sample.weight * (seen - mean[i]);
    }
}

Slope slope_at(std::span<const EvidenceSample> samples,
               const EvidenceTerms& weights,
               double shrinkage) {
    Slope slope;
    double total = 0;
    for (const EvidenceSample& sample : samples) {
        add(slope, sample, weights);
        total += sample.weight;
    }
    for (std::size_t i = 0; i < terms_count; ++i) {
        slope.log_likelihood -= shrinkage * total * weights[i] * weights[i] / 2;
        slope.gradient[i] -= shrinkage * total * weights[i];
        slope.curvature[i][i] += shrinkage * total;
    }
    return slope;
}

// Solves square * x = values; the square is symmetric and positive definite (Cholesky).
std::optional<EvidenceTerms> solved(Square square, EvidenceTerms values) {
    for (std::size_t j = 0; j < terms_count; ++j) {
        for (std::size_t k = 0; k < j; ++k)
            for (std::size_t i = j; i < terms_count; ++i)
                square[i][j] -= square[i][k] * square[j][k];
        if (!(square[j][j] > 0)) return std::nullopt;
        const double root = std::sqrt(square[j][j]);
        for (std::size_t i = j; i < terms_count; ++i) square[i][j] /= root;
    }
    for (std::size_t i = 0; i < terms_count; ++i) {
        for (std::size_t k = 0; k < i; ++k) values[i] -= square[i][k] * values[k];
        values[i] /= square[i][i];
    }
    for (std::size_t i = terms_count; i-- > 0;) {
        for (std::size_t k = i + 1; k < terms_count; ++k) values[i] -= square[k][i] * values[k];
        values[i] /= square[i][i];
    }
    return values;
}

EvidenceTerms moved(const EvidenceTerms& from, const EvidenceTerms& step, double length) {
    EvidenceTerms to = from;
    for (std::size_t i = 0; i < terms_count; ++i) to[i] += length * step[i];
    return to;
}

}  // namespace

Result<EvidenceTerms> fit_evidence(std::span<const EvidenceSample> samples,
                                   const EvidenceFitSettings& settings) {
    if (samples.empty()) return Error(Errc::invalid, "there is no picture to fit the evidence on");
    constexpr double gain_min = 1e-9;
    EvidenceTerms weights{};
    Slope slope = slope_at(samples, weights, settings.shrinkage);
    for (int step_count = 0; step_count < settings.steps_max; ++step_count) {
        const auto step = solved(slope.curvature, slope.gradient);
        if (!step) return Error(Errc::invalid, "the pictures do not determine the evidence");
        double length = 1;
        EvidenceTerms next = moved(weights, *step, length);
        Slope there = slope_at(samples, next, settings.shrinkage);
        while (!(there.log_likelihood >= slope.log_likelihood) && length > gain_min) {
            length /= 2;
            next = moved(weights, *step, length);
            there = slope_at(samples, next, settings.shrinkage);
        }
        const double gain = there.log_likelihood - slope.log_likelihood;
        if (!(gain > gain_min)) break;
        weights = next;
        slope = there;
    }
    return weights;
}

}  // namespace tts
