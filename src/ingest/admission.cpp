#include "ingest/admission.hpp"

#include <algorithm>
#include <functional>

namespace tts {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds news_age_max{10};
constexpr std::size_t allowances_kept = 1'000;  // Beyond, those that are not used are forgotten.
constexpr std::int64_t second_ns = 1'000'000'000;

std::int64_t in_ns(std::chrono::steady_clock::time_point time) {
    return std::chrono::nanoseconds(time.time_since_epoch()).count();
}

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

Allowance::Allowance(int comments_per_second) : rate_(comments_per_second) {}

bool Allowance::take(std::chrono::steady_clock::time_point now) {
    if (rate_ <= 0) return true;
    const auto now_ns = in_ns(now);
    const auto interval_ns = second_ns / rate_;
    auto due_ns = due_ns_.load(std::memory_order_relaxed);
    for (;;) {
        const auto next_ns = std::max(due_ns, now_ns) + interval_ns;
        if (next_ns > now_ns + second_ns) return false;
        if (due_ns_.compare_exchange_weak(due_ns, next_ns, std::memory_order_relaxed)) return true;
    }
}

bool Allowance::is_unused(std::chrono::steady_clock::time_point now) const {
    return due_ns_.load(std::memory_order_relaxed) <= in_ns(now);
}

std::shared_ptr<Allowance> Admission::allowance_of(std::string_view token) {
    const auto key = std::hash<std::string_view>()(token);
    {
        const std::shared_lock lock(mutex_);
        const auto found = allowances_.find(key);
        if (found != allowances_.end()) return found->second;
    }
    const std::unique_lock lock(mutex_);
    if (allowances_.size() >= allowances_kept) forget_unused();
    auto& allowance = allowances_[key];
    if (!allowance) allowance = std::make_shared<Allowance>(settings_.comments_per_second);
    return allowance;
}

// Tokens live for minutes, the program for months.
void Admission::forget_unused() {
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(allowances_, [&](const auto& entry) {
        return entry.second.use_count() == 1 && entry.second->is_unused(now);
    });
}

std::optional<TurnedAway> Admission::turn_away(Allowance* allowance) {
    auto why = refuse_by_age(allowance != nullptr);
    if (!why && allowance != nullptr && !allowance->take(std::chrono::steady_clock::now()))
        why = TurnedAway{.status = 429,
                         .detail = "this token may send " +
                                   std::to_string(allowance->comments_per_second()) +
                                   " comments a second and sends more: send it again later, or "
                                   "use one token for each source",
                         .retry_after = seconds(1)};
    if (why) turned_away_.fetch_add(1, std::memory_order_relaxed);
    return why;
}

std::optional<TurnedAway> Admission::refuse_by_age(bool has_token) {
    const milliseconds late = age();
    if (late <= settings_.busy_after) return std::nullopt;
    const bool is_full = late > settings_.full_after;
    if (!is_full && has_token) return std::nullopt;
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
