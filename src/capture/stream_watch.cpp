#include "capture/stream_watch.hpp"

#include "core/log.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace tts {

void StreamWatch::run(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any stopped;
    while (!stop.stop_requested()) {
        const auto wait = run_once(stop);
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, wait, [&stop] { return stop.stop_requested(); });
    }
}

std::chrono::milliseconds StreamWatch::run_once(const std::stop_token& stop) {
    const Error end = watch(stop);
    if (stop.stop_requested()) return std::chrono::milliseconds(0);
    parts_.counters.failures.add();
    tell("waiting", end.what());
    log_event(Level::warning, "stream_ended",
              {{"streamer", source_.streamer}, {"error", end.what()}});
    // What is wrong with the URL stays wrong until somebody changes it.
    if (!end.is_transient()) return settings_.retry_max;
    constexpr int doublings_max = 6;
    const auto wait = settings_.retry_min * (1 << std::min(failures_, doublings_max));
    ++failures_;
    return std::min(wait, settings_.retry_max);
}

Error StreamWatch::watch(const std::stop_token& stop) {
    const auto reader = parts_.videos.open(source_, stop);
    if (!reader) return reader.error();
    parts_.counters.connections.add();
    for (;;) {
        const auto frame = (*reader)->next();
        if (!frame) return frame.error();
        if (stop.stop_requested()) return {Errc::unavailable, "asked to stop"};
        keep(*frame);
    }
}

// A frame that cannot be kept is lost, and the next one is tried.
void StreamWatch::keep(const VideoFrame& frame) {
    const auto kept = keeper_.keep(frame);
    if (!kept) {
        log_event(Level::warning, "frame_not_kept",
                  {{"streamer", source_.streamer}, {"error", kept.error().what()}});
        return;
    }
    failures_ = 0;
    last_frame_at_ = frame.taken_at;
    const bool is_known = told_at_ && frame.taken_at - *told_at_ < settings_.note_interval;
    if (!is_known) tell("running", "");
}

void StreamWatch::tell(const char* state, const std::string& reason) {
    const Timestamp at = now();
    const auto noted = parts_.captures.note({.owner = settings_.owner,
                                             .streamer = source_.streamer,
                                             .state = state,
                                             .reason = reason,
                                             .last_frame_at = last_frame_at_,
                                             .at = at});
    if (!noted)
        log_event(Level::warning, "capture_not_noted",
                  {{"streamer", source_.streamer}, {"error", noted.error().what()}});
    // Whoever waits tells at once when it goes on.
    told_at_ = reason.empty() ? std::optional(at) : std::nullopt;
}

}  // namespace tts
