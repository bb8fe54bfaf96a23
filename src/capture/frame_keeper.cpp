#include "capture/frame_keeper.hpp"

#include "vision/object_keys.hpp"

#include <bit>

namespace tts {

namespace {

// Of 64 bits. Two frames of a still scene differ in none or in a few that the noise decides; a
// product that comes or goes changes ten and more.
constexpr int same_bits_max = 2;

// A picture of a still scene is kept this often all the same, so that there is a recent one.
constexpr std::chrono::seconds repeat_after{60};

}  // namespace

Result<void> FrameKeeper::keep(const VideoFrame& frame) {
    const Timestamp shown_at = frame.taken_at - source_.delay;
    const auto fingerprint = parts_.matcher.fingerprint(frame.picture);
    if (!fingerprint) {
        parts_.counters.unreadable.add();
        return fingerprint.error();
    }
    const bool is_same = kept_ && std::popcount(*kept_ ^ *fingerprint) <= same_bits_max &&
                         shown_at - kept_at_ < repeat_after;
    if (!is_same) return look(frame, shown_at, *fingerprint);
    parts_.counters.duplicates.add();
    return parts_.vision.renew(source_.streamer, shown_at, memory_);
}

Result<void> FrameKeeper::look(const VideoFrame& frame,
                               Timestamp shown_at,
                               std::uint64_t fingerprint) {
    const auto started = std::chrono::steady_clock::now();
    const std::string key = frame_key(source_.streamer, shown_at, "jpg");
    const auto put = parts_.objects.put(key, frame.picture);
    if (!put) return put.error().during("storing a frame");
    const auto answer = parts_.vision.watch({.streamer = source_.streamer,
                                             .taken_at = shown_at,
                                             .url = object_url(key),
                                             .bytes = frame.picture},
                                            memory_);
    KeptFrame kept{.id = Uuid::next(),
                   .streamer = source_.streamer,
                   .stream_time = shown_at,
                   .key = key,
                   .fingerprint = fingerprint,
                   .bytes = static_cast<std::int64_t>(frame.picture.size()),
                   .product = {},
                   .score = answer ? answer->score : 0,
                   .created_at = now()};
    if (answer && answer->product) kept.product = answer->product->id;
    // Noted also if it could not be matched: a frame that nobody knows of is never removed.
    const auto noted = parts_.captures.add_frame(kept);
    if (!noted) return noted.error();
    if (!answer) return answer.error();
    kept_ = fingerprint;
    kept_at_ = shown_at;
    parts_.counters.kept.add();
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - started;
    parts_.counters.look_time.observe(seconds.count());
    return {};
}

}  // namespace tts
