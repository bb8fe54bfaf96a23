#pragma once

#include "core/timestamp.hpp"

#include <chrono>
#include <deque>
#include <optional>

namespace tts {

// Keeps us from asking a provider that is down. It opens after several failures in a row, or when
// half of many calls fail; some seconds later one call is let through, and its outcome decides.
// Belongs to one thread; times come from the caller.
class Breaker {
public:
    struct Rule {
        std::size_t failures_in_a_row = 5;
        std::size_t calls_min = 20;  // Within the window, before a share of failures counts.
        std::chrono::milliseconds window{10'000};
        std::chrono::milliseconds pause{5'000};
    };

    explicit Breaker(Rule rule) : rule_(rule) {}

    // Nothing: ask. Otherwise when to come back.
    std::optional<Timestamp> closed_until(Timestamp now) const;

    // The outcome of a call; a refusal that is the message's own fault is no failure of theirs.
    void note(bool has_failed, Timestamp now);

private:
    struct Call {
        Timestamp at = {};
        bool has_failed = false;
    };

    bool is_too_much() const;

    const Rule rule_;
    std::deque<Call> calls_;  // Of the window.
    std::size_t failures_in_a_row_ = 0;
    std::optional<Timestamp> open_until_;
};

}  // namespace tts
