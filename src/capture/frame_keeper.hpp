#pragma once

#include "core/metrics.hpp"
#include "ports/capture_store.hpp"
#include "ports/frame_source.hpp"
#include "ports/object_store.hpp"
#include "vision/vision_service.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

namespace tts {

struct CaptureCounters {
    Counter kept;        // Frames that were stored and looked at.
    Counter duplicates;  // Frames that showed what the one before them showed.
    Counter unreadable;
    Counter connections;  // Streams opened.
    Counter failures;     // Streams that could not be opened, or broke off.
    Histogram look_time{latency_bounds};
};

struct CaptureParts {
    CaptureStore& captures;
    FrameSource& videos;
    ObjectStore& objects;
    VisionService& vision;
    const ImageMatcher& matcher;
    CaptureCounters& counters;
};

// Keeps the frames of one stream, and has each looked at once. Belongs to one thread.
class FrameKeeper {
public:
    FrameKeeper(CaptureParts parts, StreamSource source) : parts_(parts), source_(source) {}

    // Errc::invalid if it is no picture; Errc::unavailable if it cannot be kept, or not be matched,
    // right now.
    Result<void> keep(const VideoFrame& frame);

private:
    Result<void> look(const VideoFrame& frame, Timestamp shown_at, std::uint64_t fingerprint);

    const CaptureParts parts_;
    const StreamSource source_;
    StreamMemory memory_;
    std::optional<std::uint64_t> kept_;  // The fingerprint of the last frame that was.
    Timestamp kept_at_;
};

}  // namespace tts
