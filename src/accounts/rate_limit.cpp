#include "accounts/rate_limit.hpp"

namespace tts {

std::optional<std::chrono::seconds> RateLimit::refuse(const std::string& key,
                                                      Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (times_.size() >= rule_.keys_max && !times_.contains(key)) {
        forget_old(now);
        if (times_.size() >= rule_.keys_max) return rule_.window;
    }
    auto& times = times_[key];
    while (!times.empty() && times.front() + rule_.window <= now) times.pop_front();
    if (times.size() >= rule_.count_max)
        return std::chrono::ceil<std::chrono::seconds>(times.front() + rule_.window - now);
    times.push_back(now);
    return std::nullopt;
}

void RateLimit::forget_old(Clock::time_point now) {
    std::erase_if(times_,
                  [&](const auto& entry) { return entry.second.back() + rule_.window <= now; });
}

}  // namespace tts
