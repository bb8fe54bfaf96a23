#include "apps/tiktoksales/queue_probe.hpp"

#include "apps/tiktoksales/background.hpp"

#include <algorithm>

namespace tts {

namespace {

constexpr std::chrono::seconds recent_time{1};

}  // namespace

Result<void> QueueProbe::open() {
    if (keeper_) return {};
    auto opened = queue_.keeper();
    if (!opened) return opened.error();
    keeper_ = std::move(*opened);
    return {};
}

Result<QueueDepth> QueueProbe::ask() {
    const auto opened = open();
    if (!opened) return opened.error();
    return keeper_->depth();
}

Result<std::vector<Comment>> QueueProbe::waiting(const std::string& streamer,
                                                 const std::string& client) {
    const std::lock_guard lock(mutex_);
    const auto opened = open();
    if (!opened) return opened.error();
    return keeper_->waiting(streamer, client);
}

Result<void> QueueProbe::check() {
    const std::lock_guard lock(mutex_);
    const auto depth = ask();
    if (!depth) return depth.error();
    return {};
}

Result<QueueDepth> QueueProbe::recent_depth() {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (!recent_ || now - asked_at_ > recent_time) {
        recent_ = ask();
        asked_at_ = std::chrono::steady_clock::now();
    }
    return *recent_;
}

void watch_queue(const std::stop_token& stop, QueueProbe& probe, CommentIngest& ingest) {
    using std::chrono::milliseconds;
    while (sleep_unless_stopped(stop, recent_time)) {
        const auto depth = probe.recent_depth();
        if (!depth) continue;  // Who writes into the queue notices by itself.
        const auto age = depth->oldest_due ? now() - *depth->oldest_due : Timestamp::duration(0);
        ingest.admission().note(
            std::max(std::chrono::duration_cast<milliseconds>(age), milliseconds(0)));
    }
}

}  // namespace tts
