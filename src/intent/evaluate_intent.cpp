#include "intent/evaluate_intent.hpp"

#include "intent/live_prior.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <tuple>

namespace tts {

namespace {

constexpr double decision_threshold = 0.5;
constexpr double threshold_step = 0.05;
constexpr std::size_t threshold_steps = 19;
constexpr std::size_t worst_max = 40;
constexpr std::size_t bins = 10;
constexpr std::size_t timed_reads_min = 20'000;
constexpr std::size_t intents = live_prior.size();

std::size_t index(Intent intent) {
    return static_cast<std::size_t>(intent);
}

double share(std::size_t part, std::size_t whole) {
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

// Of messages labelled or read as one intent.
struct Counts {
    std::size_t right = 0, read = 0, labelled = 0;

    IntentFigures figures() const {
        IntentFigures out{.precision = share(right, read), .recall = share(right, labelled)};
        if (right > 0) out.f1 = 2 * out.precision * out.recall / (out.precision + out.recall);
        return out;
    }
};

struct Seen {
    Intent label = Intent::none;
    Intent read = Intent::none;
    double score = 0;
    double buy_score = 0;
};

using SeenList = std::vector<Seen>;

std::array<IntentFigures, intents> intent_figures(const SeenList& seen, double& macro_f1) {
    std::array<Counts, intents> counts{};
    for (const auto& one : seen) {
        ++counts[index(one.label)].labelled;
        ++counts[index(one.read)].read;
        if (one.label == one.read) ++counts[index(one.label)].right;
    }
    std::array<IntentFigures, intents> out{};
    std::size_t present = 0;
    double sum = 0;
    for (std::size_t k = 0; k < intents; ++k) {
        out[k] = counts[k].figures();
        if (counts[k].labelled == 0) continue;
        ++present;
        sum += out[k].f1;
    }
    macro_f1 = present > 0 ? sum / static_cast<double>(present) : 0;
    return out;
}

ThresholdFigures figures_at(const SeenList& seen, double threshold) {
    Counts counts;
    std::size_t none = 0;
    std::size_t false_buys = 0;
    for (const auto& one : seen) {
        const bool is_read = one.buy_score > threshold;
        const bool is_buy = one.label == Intent::buy;
        counts.read += is_read ? 1 : 0;
        counts.labelled += is_buy ? 1 : 0;
        counts.right += is_read && is_buy ? 1 : 0;
        none += one.label == Intent::none ? 1 : 0;
        false_buys += is_read && one.label == Intent::none ? 1 : 0;
    }
    return {.threshold = threshold,
            .buy = counts.figures(),
            .false_buys_per_1000 = 1'000 * share(false_buys, none)};
}

double average_precision(SeenList seen) {
    std::stable_sort(seen.begin(), seen.end(),
                     [](const Seen& a, const Seen& b) { return a.buy_score > b.buy_score; });
    std::size_t found = 0;
    double sum = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        if (seen[i].label != Intent::buy) continue;
        ++found;
        sum += share(found, i + 1);
    }
    return found > 0 ? sum / static_cast<double>(found) : 0;
}

// The expected calibration error of the winning score, each message with the weight of its label.
double calibration_error(const SeenList& seen, const std::array<double, intents>& weights) {
    struct Bin {
        double score = 0, right = 0;
    };
    std::array<Bin, bins> all{};
    double total = 0;
    for (const auto& one : seen) {
        const auto place = std::min(bins - 1, static_cast<std::size_t>(one.score * bins));
        const double weight = weights[index(one.label)];
        all[place].score += weight * one.score;
        all[place].right += one.label == one.read ? weight : 0;
        total += weight;
    }
    double error = 0;
    for (const auto& bin : all) error += std::abs(bin.score - bin.right);
    return total > 0 ? error / total : 0;
}

// What each label weighs, so that the intents are as frequent as in a show.
std::array<double, intents> live_weights(const SeenList& seen) {
    std::array<double, intents> counts{};
    for (const auto& one : seen) counts[index(one.label)] += 1;
    std::array<double, intents> weights{};
    for (std::size_t k = 0; k < intents; ++k)
        weights[k] = counts[k] > 0 ? live_prior[k] / counts[k] : 0;
    return weights;
}

LanguageFigures language_figures(const SeenList& seen) {
    LanguageFigures out;
    out.n = seen.size();
    out.intents = intent_figures(seen, out.macro_f1);
    const auto at_threshold = figures_at(seen, decision_threshold);
    out.buy_at_threshold = at_threshold.buy;
    out.false_buys_per_1000 = at_threshold.false_buys_per_1000;
    return out;
}

// Of this thread: what others do on the machine must not count.
double cpu_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

void measure_speed(const IntentReader& reader,
                   const std::vector<LabelledText>& rows,
                   const ClaimVocabulary& vocabulary,
                   IntentEvaluation& out) {
    if (rows.empty()) return;
    using Clock = std::chrono::steady_clock;
    std::vector<double> micros;
    micros.reserve(timed_reads_min + rows.size());
    const double cpu_begin = cpu_seconds();
    auto last = Clock::now();
    while (micros.size() < timed_reads_min) {
        for (const auto& row : rows) {
            const std::string_view burst[] = {row.text};
            (void)reader.read(burst, vocabulary);
            const auto now = Clock::now();
            micros.push_back(std::chrono::duration<double, std::micro>(now - last).count());
            last = now;
        }
    }
    out.messages_per_second = static_cast<double>(micros.size()) / (cpu_seconds() - cpu_begin);
    const auto at = micros.begin() + static_cast<std::ptrdiff_t>(micros.size() * 99 / 100);
    std::nth_element(micros.begin(), at, micros.end());
    out.p99_us = *at;
}

void keep_worst(std::vector<WrongReading>& worst) {
    std::sort(worst.begin(), worst.end(), [](const auto& a, const auto& b) {
        return std::tuple(-a.score, a.row.line) < std::tuple(-b.score, b.row.line);
    });
    if (worst.size() > worst_max) worst.resize(worst_max);
}

}  // namespace

IntentEvaluation evaluate_intent(const IntentReader& reader,
                                 const std::vector<LabelledText>& rows,
                                 const ClaimVocabulary& vocabulary) {
    IntentEvaluation out;
    out.n = rows.size();
    SeenList all;
    std::map<std::string, SeenList> by_language;
    for (const auto& row : rows) {
        const std::string_view burst[] = {row.text};
        const auto reading = reader.read(burst, vocabulary);
        const Seen seen{.label = row.label,
                        .read = reading.intent,
                        .score = reading.score,
                        .buy_score = reading.scores[index(Intent::buy)]};
        all.push_back(seen);
        by_language[row.language].push_back(seen);
        ++out.confusion[index(seen.label)][index(seen.read)];
        if (seen.label != seen.read)
            out.worst.push_back({.row = row, .read_as = seen.read, .score = seen.score});
    }
    out.intents = intent_figures(all, out.macro_f1);
    const auto at_threshold = figures_at(all, decision_threshold);
    out.buy_at_threshold = at_threshold.buy;
    out.false_buys_per_1000 = at_threshold.false_buys_per_1000;
    for (std::size_t i = 1; i <= threshold_steps; ++i)
        out.thresholds.push_back(figures_at(all, static_cast<double>(i) * threshold_step));
    out.buy_average_precision = average_precision(all);
    out.ece = calibration_error(all, {1, 1, 1, 1, 1});
    out.live_ece = calibration_error(all, live_weights(all));
    for (const auto& [language, seen] : by_language)
        out.by_language[language] = language_figures(seen);
    keep_worst(out.worst);
    measure_speed(reader, rows, vocabulary, out);
    return out;
}

}  // namespace tts
