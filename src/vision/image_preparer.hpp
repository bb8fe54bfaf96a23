#pragma once

#include "core/metrics.hpp"
#include "ports/store_pool.hpp"
#include "vision/vision_service.hpp"

#include <chrono>
#include <cstddef>

namespace tts {

struct PreparerSettings {
    std::size_t batch_max = 4;  // Few, so that several processes share a large import.
    std::chrono::milliseconds lease{120'000};  // Longer than any batch takes to fetch and prepare.
    std::int32_t attempts_max = 8;             // Then a picture that only fails for now has failed.
};

struct PreparerCounters {
    Counter ready;
    Counter failed;
    Counter put_off;
    Histogram time{latency_bounds};  // Of one picture.
};

// Prepares the catalogue's pictures before a match needs them, those that wait in the database,
// whichever process put them there. It owns no thread: a thread calls run_once() again and again.
// Several, in several processes, share the work; one that dies leaves its batch to the others.
class ImagePreparer {
public:
    ImagePreparer(StorePool& stores,
                  VisionService& vision,
                  PreparerSettings settings,
                  PreparerCounters& counters)
        : stores_(stores), vision_(vision), settings_(settings), counters_(counters) {}

    // Prepares one batch and returns its size; 0 means that nothing is due. Errc::unavailable if
    // the store cannot be used.
    Result<std::size_t> run_once(Timestamp now);

private:
    ImageOutcome prepare(const ImageTask& task, Timestamp now);

    StorePool& stores_;
    VisionService& vision_;
    const PreparerSettings settings_;
    PreparerCounters& counters_;
};

}  // namespace tts
