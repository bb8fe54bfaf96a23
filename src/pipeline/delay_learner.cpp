#include "pipeline/delay_learner.hpp"

#include <algorithm>

namespace tts {

LearnedDelay learn_delay(std::vector<std::chrono::milliseconds> lags) {
    LearnedDelay learned{.changes = static_cast<std::int32_t>(lags.size())};
    if (lags.size() < delay_changes_min) return learned;
    // The nearest rank of the fifth: the 2nd of eight, the 4th of twenty.
    constexpr std::size_t parts = 5;
    const auto place = static_cast<std::ptrdiff_t>((lags.size() + parts - 1) / parts - 1);
    std::nth_element(lags.begin(), lags.begin() + place, lags.end());
    learned.delay = std::clamp(lags[static_cast<std::size_t>(place)], std::chrono::milliseconds(0),
                               LagWatch::lag_max);
    return learned;
}

Result<std::size_t> DelayLearner::run_once() {
    const auto lags = watch_.take();
    for (const StreamLag& lag : lags) {
        auto latest = delays_.add(lag, delay_changes_kept);
        if (!latest) return latest.error();
        const auto saved = delays_.save(lag.streamer, learn_delay(std::move(*latest)));
        if (!saved) return saved.error();
    }
    return lags.size();
}

}  // namespace tts
