#pragma once

#include "bench/audience.hpp"
#include "bench/wire.hpp"

#include <chrono>
#include <cstddef>
#include <vector>

namespace tts::bench {

struct LoadPlan {
    int port = 0;
    Protocol protocol = Protocol::http;
    int connections = 64;
    std::size_t window = 1;  // Unanswered comments of one connection.
    // Comments a second, sent when they are due, whatever came back (open loop); 0: as fast as
    // answers come (closed loop).
    double rate = 0;
    std::chrono::milliseconds time{1'500};
    std::size_t comments_max = 0;  // Ends earlier, after so many; 0: no such end.
    AudienceSettings audience{};
};

struct LoadResult {
    std::size_t answered = 0;
    std::size_t refused = 0;
    double seconds = 0;
    // Milliseconds, sorted. In the open loop from the moment the comment was due, so that a server
    // that stalls is charged for the comments that had to wait (no coordinated omission).
    std::vector<double> latencies;

    double per_second() const { return static_cast<double>(answered) / seconds; }
    double latency(double quantile) const;
};

// Sends comments over many connections from one thread. Throws if a connection breaks.
LoadResult run_load(const LoadPlan& plan);

// A socket that is connected to the port, blocking.
int connect_to(int port);
// Opens a WebSocket on it; throws if it is refused.
void upgrade(int socket);

}  // namespace tts::bench
