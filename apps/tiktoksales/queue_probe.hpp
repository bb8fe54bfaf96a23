#pragma once

#include "core/result.hpp"
#include "ingest/comment_ingest.hpp"
#include "ports/comment_queue.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace tts {

// A keeper that several threads may ask how the queue is. The queue outlives it.
class QueueProbe {
public:
    explicit QueueProbe(CommentQueue& queue) : queue_(queue) {}

    // Asks the queue now.
    Result<void> check();

    // See QueueKeeper.
    Result<std::vector<Comment>> waiting(const std::string& streamer, const std::string& client);

    // What it was a moment ago: however many look at the figures, the queue is asked once a second.
    Result<QueueDepth> recent_depth();

private:
    Result<void> open();  // With mutex_ locked, like the next.
    Result<QueueDepth> ask();

    CommentQueue& queue_;
    std::mutex mutex_;
    // Guarded by mutex_.
    std::unique_ptr<QueueKeeper> keeper_;
    std::optional<Result<QueueDepth>> recent_;
    std::chrono::steady_clock::time_point asked_at_{};
};

// Tells the ingest every second how far behind the workers are, until it is asked to stop.
void watch_queue(const std::stop_token& stop, QueueProbe& probe, CommentIngest& ingest);

}  // namespace tts
