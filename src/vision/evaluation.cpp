#include "vision/evaluation.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace tts {

namespace {

template <class Predicate>
double share_of(std::span<const QueryOutcome> outcomes, std::size_t whole, Predicate predicate) {
    if (whole == 0) return 0;
    const auto count = std::count_if(outcomes.begin(), outcomes.end(), predicate);
    return static_cast<double>(count) / static_cast<double>(whole);
}

bool is_right(const QueryOutcome& outcome) {
    return outcome.known && outcome.rank == 1;
}

double calibration_error(std::span<const QueryOutcome> outcomes) {
    struct Bin {
        double stated = 0;
        double right = 0;
    };
    std::array<Bin, 10> bins;
    for (const QueryOutcome& outcome : outcomes) {
        const double place = outcome.probability * static_cast<double>(bins.size());
        Bin& bin = bins[std::min(bins.size() - 1, static_cast<std::size_t>(std::max(0.0, place)))];
        bin.stated += outcome.probability;
        bin.right += is_right(outcome) ? 1 : 0;
    }
    double gap = 0;
    for (const Bin& bin : bins) gap += std::abs(bin.stated - bin.right);
    return outcomes.empty() ? 0 : gap / static_cast<double>(outcomes.size());
}

// The probability that all but 1 % of the unknown pictures stay at or below.
double threshold_at_1_percent(std::span<const QueryOutcome> outcomes) {
    std::vector<double> unknown;
    for (const QueryOutcome& outcome : outcomes)
        if (!outcome.known) unknown.push_back(outcome.probability);
    if (unknown.empty()) return 0;
    std::sort(unknown.begin(), unknown.end(), std::greater<>());
    return unknown[unknown.size() / 100];
}

template <class Value>
std::vector<double> values_of(std::span<const QueryOutcome> outcomes, bool known, Value value) {
    std::vector<double> values;
    for (const QueryOutcome& outcome : outcomes)
        if (outcome.known == known) values.push_back(value(outcome));
    return values;
}

double coverage_of(std::span<const QueryOutcome> outcomes, double precision_min) {
    std::vector<QueryOutcome> known;
    for (const QueryOutcome& outcome : outcomes)
        if (outcome.known) known.push_back(outcome);
    std::sort(known.begin(), known.end(),
              [](const auto& a, const auto& b) { return a.probability > b.probability; });
    double right = 0;
    double covered = 0;
    for (std::size_t i = 0; i < known.size(); ++i) {
        right += is_right(known[i]) ? 1 : 0;
        const auto answered = static_cast<double>(i + 1);
        if (right / answered >= precision_min)
            covered = answered / static_cast<double>(known.size());
    }
    return covered;
}

}  // namespace

double area_under_curve(std::vector<double> higher, std::vector<double> lower) {
    if (higher.empty() || lower.empty()) return 0;
    std::sort(lower.begin(), lower.end());
    double sum = 0;
    for (const double value : higher) {
        const auto [first, last] = std::equal_range(lower.begin(), lower.end(), value);
        sum += static_cast<double>(first - lower.begin()) + static_cast<double>(last - first) / 2;
    }
    return sum / static_cast<double>(higher.size()) / static_cast<double>(lower.size());
}

VisionFigures figures_of(std::span<const QueryOutcome> outcomes, double threshold) {
    VisionFigures figures;
    for (const QueryOutcome& outcome : outcomes)
        ++(outcome.known ? figures.queries : figures.unknown);
    const std::size_t known = figures.queries;
    figures.top1 = share_of(outcomes, known, is_right);
    figures.top5 = share_of(outcomes, known, [](const QueryOutcome& outcome) {
        return outcome.known && outcome.rank >= 1 && outcome.rank <= 5;
    });
    figures.calibration_error = calibration_error(outcomes);
    const auto stated = [](const QueryOutcome& outcome) { return outcome.probability; };
    const auto without = [](const QueryOutcome& outcome) { return outcome.probability_without; };
    const auto known_stated = values_of(outcomes, true, stated);
    figures.unknown_auroc = area_under_curve(known_stated, values_of(outcomes, false, stated));
    figures.sibling_auroc = area_under_curve(known_stated, values_of(outcomes, true, without));
    constexpr double precision_min = 0.985;
    figures.coverage = coverage_of(outcomes, precision_min);
    const double strict = threshold_at_1_percent(outcomes);
    figures.correct_accepts_at_1_percent =
        share_of(outcomes, known, [strict](const QueryOutcome& outcome) {
            return is_right(outcome) && outcome.probability > strict;
        });
    figures.right_at_threshold = share_of(outcomes, known, [&](const QueryOutcome& outcome) {
        return is_right(outcome) && outcome.probability > threshold;
    });
    figures.wrong_at_threshold = share_of(outcomes, known, [&](const QueryOutcome& outcome) {
        return outcome.known && !is_right(outcome) && outcome.probability > threshold;
    });
    figures.unknown_at_threshold =
        share_of(outcomes, figures.unknown, [&](const QueryOutcome& outcome) {
            return !outcome.known && outcome.probability > threshold;
        });
    return figures;
}

}  // namespace tts
