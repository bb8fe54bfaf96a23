#pragma once

#include "pipeline/lag_watch.hpp"
#include "ports/stream_delays.hpp"

#include <chrono>
#include <cstddef>
#include <vector>

namespace tts {

// The lags of so many changes count, and fewer than so many say nothing yet.
constexpr std::size_t delay_changes_kept = 20;
constexpr std::size_t delay_changes_min = 8;

// How far viewers are behind, from how long after each change the first of them asked for what was
// new. A lag is the delay and a viewer's own time, which is never negative and often long, so that
// the delay is near the shortest lags, not in their middle; and whoever comes sooner than the
// answer is taken to mean what was shown before, so that too long an answer is the worse mistake.
// The shortest of all would be whoever knew beforehand: a fifth may be wrong, see decision 51. Zero
// while there are too few.
LearnedDelay learn_delay(std::vector<std::chrono::milliseconds> lags);

// Keeps what a LagWatch finds, and what follows from it. Belongs to one thread.
class DelayLearner {
public:
    DelayLearner(LagWatch& watch, StreamDelays& delays) : watch_(watch), delays_(delays) {}

    // Returns how many lags were kept. Errors: those of StreamDelays; then the lags that were not
    // kept are lost, as later changes tell the same.
    Result<std::size_t> run_once();

private:
    LagWatch& watch_;
    StreamDelays& delays_;
};

}  // namespace tts
