#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace tts {

// Makes whoever fails again and again wait longer and longer. Any thread may call it; times come
// from the caller, so that tests own the clock.
class GrowingDelay {
public:
    using Clock = std::chrono::steady_clock;

    struct Rule {
        int free_failures = 3;  // So many cost nothing.
        std::chrono::seconds first{2};
        std::chrono::seconds longest{60};
        std::chrono::seconds forgotten_after{3600};
        // Bounds the memory. Beyond, failures of new keys are not counted: who fills it up must not
        // keep others out.
        std::size_t keys_max = 10'000;
    };

    explicit GrowingDelay(Rule rule) : rule_(rule) {}

    // Nothing if it may be tried now; otherwise when to come back.
    std::optional<std::chrono::seconds> refuse(const std::string& key, Clock::time_point now) const;

    void failed(const std::string& key, Clock::time_point now);
    void succeeded(const std::string& key);

private:
    struct Failures {
        int count = 0;
        Clock::time_point last = {};
    };

    std::chrono::seconds delay_after(int failures) const;
    void forget_old(Clock::time_point now);

    const Rule rule_;
    mutable std::mutex mutex_;
    std::map<std::string, Failures> failures_;  // Guarded by mutex_.
};

}  // namespace tts
