#pragma once

#include "core/product.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace tts {

// How long after a change of what was shown a viewer asked for it.
struct StreamLag {
    std::string streamer;
    Timestamp changed_at;
    std::chrono::milliseconds lag{0};

    friend bool operator==(const StreamLag&, const StreamLag&) = default;
};

// What is known of how far viewers are behind their host. Every adapter passes
// tests/contract/stream_delays_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now.
class StreamDelays {
public:
    virtual ~StreamDelays() = default;

    // Of each change the shortest lag counts. Returns those of the streamer's `kept` latest
    // changes, and forgets the others.
    virtual Result<std::vector<std::chrono::milliseconds>> add(const StreamLag& lag,
                                                               std::size_t kept) = 0;

    // Streamer::learned_delay from now on. What the seller set is left as it is.
    virtual Result<void> save(const std::string& streamer, const LearnedDelay& delay) = 0;
};

}  // namespace tts
