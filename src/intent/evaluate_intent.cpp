#include "intent/evaluate_intent.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <tuple>

namespace tts {

namespace {

constexpr double decision_threshold = 0.5;
constexpr std::size_t worst_max = 40;
constexpr std::size_t bins = 10;
constexpr std::size_t timed_reads_min = 20'000;

struct Counts {
    std::size_t right = 0, read = 0, labelled = 0;

    IntentFigures figures() const {
        IntentFigures figures;
        if (read > 0) figures.precision = static_cast<double>(right) / static_cast<double>(read);
        if (labelled > 0)
            figures.recall = static_cast<double>(right) / static_cast<double>(labelled);
        if (right > 0)
            figures.f1 =
                2 * figures.precision * figures.recall / (figures.precision + figures.recall);
        return figures;
    }
};

struct Bin {
    double score = 0, right = 0, count = 0;
};

struct NoneCounts {
    double false_buys = 0, all = 0;
    double per_1000() const { return all > 0 ? 1000 * false_buys / all : 0; }
};

class Tally {
public:
    void add(const LabelledText& row, const IntentReading& reading) {
        ++out_.n;
        const bool is_right = reading.intent == row.label;
        ++out_.confusion[index(row.label)][index(reading.intent)];
        auto& bin = bins_[std::min(bins - 1, static_cast<std::size_t>(reading.score * bins))];
        bin.score += reading.score;
        bin.right += is_right ? 1 : 0;
        bin.count += 1;
        if (!is_right)
            out_.worst.push_back({.row = row, .read_as = reading.intent, .score = reading.score});
        count_buy(row, reading.scores[index(Intent::buy)] > decision_threshold);
    }

    IntentEvaluation finish() {
        double ece = 0;
        for (const auto& bin : bins_) ece += std::abs(bin.score - bin.right);
        out_.ece = out_.n > 0 ? ece / static_cast<double>(out_.n) : 0;
        std::size_t present = 0;
        for (std::size_t k = 0; k < 5; ++k) {
            Counts counts{.right = out_.confusion[k][k]};
            for (std::size_t j = 0; j < 5; ++j) {
                counts.labelled += out_.confusion[k][j];
                counts.read += out_.confusion[j][k];
            }
            out_.intents[k] = counts.figures();
            if (counts.labelled == 0) continue;
            ++present;
            out_.macro_f1 += out_.intents[k].f1;
        }
        if (present > 0) out_.macro_f1 /= static_cast<double>(present);
        out_.buy_at_threshold = buy_.figures();
        out_.false_buys_per_1000 = none_.per_1000();
        for (const auto& [language, counts] : buy_by_language_)
            out_.buy_by_language[language] = counts.figures();
        for (const auto& [language, counts] : none_by_language_)
            out_.false_buys_by_language[language] = counts.per_1000();
        std::sort(out_.worst.begin(), out_.worst.end(), [](const auto& a, const auto& b) {
            return std::tuple(-a.score, a.row.line) < std::tuple(-b.score, b.row.line);
        });
        if (out_.worst.size() > worst_max) out_.worst.resize(worst_max);
        return std::move(out_);
    }

private:
    static std::size_t index(Intent intent) { return static_cast<std::size_t>(intent); }

    void count_buy(const LabelledText& row, bool is_read) {
        const bool is_buy = row.label == Intent::buy;
        for (auto* counts : {&buy_, &buy_by_language_[row.language]}) {
            counts->read += is_read ? 1 : 0;
            counts->labelled += is_buy ? 1 : 0;
            counts->right += is_read && is_buy ? 1 : 0;
        }
        if (row.label != Intent::none) return;
        for (auto* counts : {&none_, &none_by_language_[row.language]}) {
            counts->all += 1;
            counts->false_buys += is_read ? 1 : 0;
        }
    }

    IntentEvaluation out_;
    std::array<Bin, bins> bins_{};
    Counts buy_;
    NoneCounts none_;
    std::map<std::string, Counts> buy_by_language_;
    std::map<std::string, NoneCounts> none_by_language_;
};

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

}  // namespace

IntentEvaluation evaluate_intent(const IntentReader& reader,
                                 const std::vector<LabelledText>& rows,
                                 const ClaimVocabulary& vocabulary) {
    Tally tally;
    for (const auto& row : rows) {
        const std::string_view burst[] = {row.text};
        tally.add(row, reader.read(burst, vocabulary));
    }
    auto out = tally.finish();
    measure_speed(reader, rows, vocabulary, out);
    return out;
}

}  // namespace tts
