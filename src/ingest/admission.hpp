#pragma once

#include "core/timestamp.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tts {

// How late the oldest comment may be before others are refused (by its age, not by how many wait:
// what is many depends on the machine).
struct AdmissionSettings {
    std::chrono::seconds busy_after{15};  // Then senders without a token come back later,
    std::chrono::seconds full_after{60};  // and then everybody.
    int comments_per_second = 2'000;      // Of one token; 0: as many as it likes.
};

// Why a comment is not taken now.
struct TurnedAway {
    int status = 503;  // 429: this sender; 503: everybody.
    std::string detail = {};
    std::chrono::seconds retry_after{1};
};

// What one token may send: so many comments a second, and a second's worth of them at once. Any
// thread may use it.
class Allowance {
public:
    // 0: as many as it likes.
    explicit Allowance(int comments_per_second);

    // Whether one more comment may come in at that time of the steady clock; if so it counts. By
    // the generic cell rate algorithm (ITU-T I.371), which needs one number: the time at which what
    // was sent so far would be due.
    bool take(std::chrono::steady_clock::time_point now);

    // Whether it is as good as a new one.
    bool is_unused(std::chrono::steady_clock::time_point now) const;

    int comments_per_second() const { return rate_; }

private:
    const int rate_;
    std::atomic<std::int64_t> due_ns_{0};
};

// Decides whether comments are still taken while the workers are behind. What was accepted is never
// thrown away, so what cannot be worked on in time is refused before it is accepted. Any thread may
// use it.
class Admission {
public:
    explicit Admission(AdmissionSettings settings) : settings_(settings) {}

    // For how long the oldest list has been due. Call it every second or so; without news for ten
    // seconds everybody may send.
    void note(std::chrono::milliseconds age);

    // What the token of that text may send. Two senders with one token share it.
    std::shared_ptr<Allowance> allowance_of(std::string_view token);

    // Nothing: the comment may come in, and counts for its sender's allowance; null: the sender
    // has no token. Counts those that may not.
    std::optional<TurnedAway> turn_away(Allowance* allowance);

    std::uint64_t turned_away() const { return turned_away_; }

private:
    std::chrono::milliseconds age() const;
    std::optional<TurnedAway> refuse_by_age(bool has_token);
    void forget_unused();

    const AdmissionSettings settings_;
    std::atomic<std::int64_t> age_ms_{0};
    std::atomic<std::int64_t> noted_at_ms_{0};  // By the steady clock.
    std::atomic<std::uint64_t> turned_away_{0};

    std::shared_mutex mutex_;
    // By the hash of the token; guarded by mutex_. Only tokens that were let in come here.
    std::unordered_map<std::uint64_t, std::shared_ptr<Allowance>> allowances_;
};

}  // namespace tts
