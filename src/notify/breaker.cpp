#include "notify/breaker.hpp"

#include <algorithm>

namespace tts {

std::optional<Timestamp> Breaker::closed_until(Timestamp now) const {
    if (!open_until_ || now >= *open_until_) return std::nullopt;
    return open_until_;
}

bool Breaker::is_too_much() const {
    if (failures_in_a_row_ >= rule_.failures_in_a_row) return true;
    const auto failed = std::ranges::count_if(calls_, &Call::has_failed);
    return calls_.size() >= rule_.calls_min &&
           2 * static_cast<std::size_t>(failed) >= calls_.size();
}

void Breaker::note(bool has_failed, Timestamp now) {
    if (!has_failed && open_until_) calls_.clear();  // The one call that was let through.
    if (!has_failed) open_until_.reset();
    failures_in_a_row_ = has_failed ? failures_in_a_row_ + 1 : 0;
    calls_.push_back({.at = now, .has_failed = has_failed});
    while (calls_.front().at + rule_.window < now) calls_.pop_front();
    if (has_failed && (open_until_ || is_too_much())) open_until_ = now + rule_.pause;
}

}  // namespace tts
