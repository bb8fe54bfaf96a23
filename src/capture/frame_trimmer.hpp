#pragma once

#include "ports/capture_store.hpp"
#include "ports/object_store.hpp"

#include <chrono>
#include <cstdint>

namespace tts {

struct RetentionSettings {
    std::chrono::hours age_max{24};
    std::int64_t bytes_max = std::int64_t{2} * 1024 * 1024 * 1024;  // Of all streamers.
};

// Removes frames that are too old, or too many, from the object store and from the tables. Those
// that an order or another comment points to stay. Any thread may call it.
class FrameTrimmer {
public:
    FrameTrimmer(CaptureStore& captures, ObjectStore& objects, RetentionSettings settings)
        : captures_(captures), objects_(objects), settings_(settings) {}

    // Removes some, and says how many; 0: there is nothing to remove. The errors of both stores.
    Result<std::size_t> run_once(Timestamp now);

private:
    Result<std::size_t> remove(const std::vector<OldFrame>& frames);

    CaptureStore& captures_;
    ObjectStore& objects_;
    const RetentionSettings settings_;
};

}  // namespace tts
