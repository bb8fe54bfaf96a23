#pragma once

#include "core/timestamp.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace tts {

// How late the oldest comment may be before others are refused (by its age, not by how many wait:
// what is many depends on the machine).
struct AdmissionSettings {
    std::chrono::seconds busy_after{15};  // Then senders without a token come back later,
    std::chrono::seconds full_after{60};  // and then everybody.
};

// Why a comment is not taken now.
struct TurnedAway {
    int status = 503;  // 429: this sender; 503: everybody.
    std::string detail = {};
    std::chrono::seconds retry_after{1};
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

    // Nothing: the comment may come in. Counts those that may not.
    std::optional<TurnedAway> turn_away(bool has_token);

    std::uint64_t turned_away() const { return turned_away_; }

private:
    std::chrono::milliseconds age() const;

    const AdmissionSettings settings_;
    std::atomic<std::int64_t> age_ms_{0};
    std::atomic<std::int64_t> noted_at_ms_{0};  // By the steady clock.
    std::atomic<std::uint64_t> turned_away_{0};
};

}  // namespace tts
