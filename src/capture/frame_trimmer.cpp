#include "capture/frame_trimmer.hpp"

#include <algorithm>
#include <vector>

namespace tts {

namespace {

constexpr std::size_t batch = 200;

// The first frames that are enough to get down by `bytes`.
std::vector<OldFrame> enough_of(std::vector<OldFrame> frames, std::int64_t bytes) {
    std::size_t count = 0;
    while (count < frames.size() && bytes > 0) bytes -= frames[count++].bytes;
    frames.resize(count);
    return frames;
}

}  // namespace

Result<std::size_t> FrameTrimmer::run_once(Timestamp now) {
    auto old = captures_.old_frames(now - settings_.age_max, batch);
    if (!old) return old.error();
    if (!old->empty()) return remove(*old);

    const auto bytes = captures_.frame_bytes();
    if (!bytes) return bytes.error();
    if (*bytes <= settings_.bytes_max) return std::size_t{0};
    // The newest minute stays, whatever it weighs: the timeline points to it.
    auto oldest = captures_.old_frames(now - std::chrono::minutes(1), batch);
    if (!oldest) return oldest.error();
    return remove(enough_of(std::move(*oldest), *bytes - settings_.bytes_max));
}

// The objects first: a row without its object is removed the next time, an object without its row
// never.
Result<std::size_t> FrameTrimmer::remove(const std::vector<OldFrame>& frames) {
    std::vector<std::string> keys;
    for (const OldFrame& frame : frames) {
        const auto removed = objects_.remove(frame.key);
        if (!removed) return removed.error().during("removing old frames");
        keys.push_back(frame.key);
    }
    const auto forgotten = captures_.forget_frames(keys);
    if (!forgotten) return forgotten.error();
    return keys.size();
}

}  // namespace tts
