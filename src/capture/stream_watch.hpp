#pragma once

#include "capture/frame_keeper.hpp"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>

namespace tts {

struct WatchSettings {
    std::string owner;  // As in StreamLease.
    std::chrono::milliseconds retry_min{1'000};
    std::chrono::milliseconds retry_max{60'000};
    std::chrono::milliseconds note_interval{10'000};  // How often it tells that it goes on.
};

// Watches one stream and connects again, more and more slowly, when it breaks off. Its thread calls
// run(), which comes back when it is asked to stop.
class StreamWatch {
public:
    StreamWatch(CaptureParts parts, StreamSource source, WatchSettings settings)
        : parts_(parts),
          source_(source),
          settings_(std::move(settings)),
          keeper_(parts, std::move(source)) {}

    void run(const std::stop_token& stop);

    // One connection, from its opening to its end, and how long to wait for the next.
    std::chrono::milliseconds run_once(const std::stop_token& stop);

private:
    Error watch(const std::stop_token& stop);
    void keep(const VideoFrame& frame);
    void tell(const char* state, const std::string& reason);

    const CaptureParts parts_;
    const StreamSource source_;
    const WatchSettings settings_;
    FrameKeeper keeper_;
    int failures_ = 0;  // One after the other, without a frame between them.
    std::optional<Timestamp> last_frame_at_;
    std::optional<Timestamp> told_at_;
};

}  // namespace tts
