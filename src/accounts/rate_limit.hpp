#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace tts {

// Lets each key do something so many times within a window that moves with the time. Any thread may
// call it; times come from the caller, so that tests own the clock.
class RateLimit {
public:
    using Clock = std::chrono::steady_clock;

    struct Rule {
        std::size_t count_max = 5;
        std::chrono::seconds window{60};
        std::size_t keys_max = 10'000;  // Bounds the memory; beyond, nobody new is let through.
    };

    explicit RateLimit(Rule rule) : rule_(rule) {}

    // Nothing if it may be done now, and then it counts; otherwise when to come back.
    std::optional<std::chrono::seconds> refuse(const std::string& key, Clock::time_point now);

private:
    void forget_old(Clock::time_point now);

    const Rule rule_;
    std::mutex mutex_;
    std::map<std::string, std::deque<Clock::time_point>> times_;  // Guarded by mutex_.
};

}  // namespace tts
