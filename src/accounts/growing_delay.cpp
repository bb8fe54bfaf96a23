#include "accounts/growing_delay.hpp"

#include <algorithm>

namespace tts {

std::optional<std::chrono::seconds> GrowingDelay::refuse(const std::string& key,
                                                         Clock::time_point now) const {
    const std::lock_guard lock(mutex_);
    const auto found = failures_.find(key);
    if (found == failures_.end()) return std::nullopt;
    const auto free_at = found->second.last + delay_after(found->second.count);
    if (free_at <= now) return std::nullopt;
    return std::chrono::ceil<std::chrono::seconds>(free_at - now);
}

void GrowingDelay::failed(const std::string& key, Clock::time_point now) {
    const std::lock_guard lock(mutex_);
    if (failures_.size() >= rule_.keys_max && !failures_.contains(key)) {
        forget_old(now);
        if (failures_.size() >= rule_.keys_max) return;
    }
    auto& failures = failures_[key];
    if (failures.last + rule_.forgotten_after <= now) failures.count = 0;
    ++failures.count;
    failures.last = now;
}

void GrowingDelay::succeeded(const std::string& key) {
    const std::lock_guard lock(mutex_);
    failures_.erase(key);
}

std::chrono::seconds GrowingDelay::delay_after(int failures) const {
    constexpr int doublings_max = 20;
    const int doublings = failures - rule_.free_failures - 1;
    if (doublings < 0) return std::chrono::seconds(0);
    return std::min(rule_.first * (1 << std::min(doublings, doublings_max)), rule_.longest);
}

void GrowingDelay::forget_old(Clock::time_point now) {
    std::erase_if(failures_, [&](const auto& entry) {
        return entry.second.last + rule_.forgotten_after <= now;
    });
}

}  // namespace tts
