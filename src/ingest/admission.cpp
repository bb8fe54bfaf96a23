#include "ingest/admission.hpp"

namespace tts {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds news_age_max{10};

std::int64_t steady_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<milliseconds>(now).count();
}

}  // namespace

void Admission::note(milliseconds age) {
    age_ms_ = age.count();
    noted_at_ms_ = steady_ms();
}

milliseconds Admission::age() const {
    // Nearly always the end: nothing waits.
    const milliseconds age(age_ms_.load(std::memory_order_relaxed));
    if (age < settings_.busy_after) return age;
    return milliseconds(steady_ms() - noted_at_ms_) > news_age_max ? milliseconds(0) : age;
}

std::optional<TurnedAway> Admission::turn_away(bool has_token) {
    const milliseconds late = age();
    if (late <= settings_.busy_after) return std::nullopt;
    const bool is_full = late > settings_.full_after;
    if (!is_full && has_token) return std::nullopt;
    turned_away_.fetch_add(1, std::memory_order_relaxed);
    const std::string behind =
        "the workers are " + std::to_string(late.count() / 1'000) + " s behind";
    if (is_full)
        return TurnedAway{.status = 503,
                          .detail = behind + ": no comments are taken until they have caught up",
                          .retry_after = seconds(10)};
    return TurnedAway{.status = 429,
                      .detail = behind +
                                ": until they have caught up, comments are taken with a"
                                " token only",
                      .retry_after = seconds(5)};
}

}  // namespace tts
