#include "ingest/origin_recorder.hpp"

#include "core/log.hpp"

#include <utility>

namespace tts {

namespace {

// Some seconds of a source that names every comment.
constexpr std::size_t noted_max = 16'384;

}  // namespace

OriginRecorder::OriginRecorder(CommentOrigins& origins)
    : origins_(origins), thread_([this](const std::stop_token& stop) { write_all(stop); }) {}

void OriginRecorder::note(CommentOrigin origin) {
    {
        const std::lock_guard lock(mutex_);
        if (noted_.size() >= noted_max) {
            ++dropped_;
            return;
        }
        noted_.push_back(std::move(origin));
    }
    changed_.notify_one();
}

void OriginRecorder::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    thread_.join();
}

void OriginRecorder::write_all(const std::stop_token& stop) {
    while (wait_for_some(stop)) write(take());
}

bool OriginRecorder::wait_for_some(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    return changed_.wait(lock, stop, [this] { return !noted_.empty(); });
}

std::vector<CommentOrigin> OriginRecorder::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(noted_, {});
}

void OriginRecorder::write(const std::vector<CommentOrigin>& noted) {
    const auto saved = origins_.save(noted);
    if (saved) return;
    dropped_ += noted.size();
    log_event(Level::warning, "origins_dropped",
              {{"comments", noted.size()}, {"error", saved.error().what()}});
}

}  // namespace tts
