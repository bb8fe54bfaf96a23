#pragma once

#include "core/timestamp.hpp"

#include <optional>

namespace tts {

// Lets so many through in each second, and as many at once after a rest. Belongs to one thread;
// times come from the caller.
class TokenBucket {
public:
    // 0: no limit.
    explicit TokenBucket(double per_second) : per_second_(per_second) {}

    // Nothing: it may be done, and then it counts. Otherwise when to come back.
    std::optional<Timestamp> refuse(Timestamp now);

private:
    const double per_second_;
    double tokens_ = 0;
    std::optional<Timestamp> filled_at_;
};

}  // namespace tts
