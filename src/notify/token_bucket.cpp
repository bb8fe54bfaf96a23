#include "notify/token_bucket.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace tts {

std::optional<Timestamp> TokenBucket::refuse(Timestamp now) {
    if (per_second_ <= 0) return std::nullopt;
    const double size = std::max(1.0, per_second_);
    const std::chrono::duration<double> passed =
        filled_at_ ? std::max(now - *filled_at_, std::chrono::milliseconds(0))
                   : std::chrono::milliseconds(0);
    tokens_ = filled_at_ ? std::min(size, tokens_ + passed.count() * per_second_) : size;
    filled_at_ = now;
    if (tokens_ < 1) {
        const double wait_ms = std::ceil((1 - tokens_) / per_second_ * 1'000);
        return now + std::chrono::milliseconds(static_cast<std::int64_t>(wait_ms));
    }
    tokens_ -= 1;
    return std::nullopt;
}

}  // namespace tts
