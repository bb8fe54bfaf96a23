#pragma once

#include "core/result.hpp"
#include "ports/comment_queue.hpp"

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace tts {

// A keeper that several threads may ask how the queue is. The queue outlives it.
class QueueProbe {
public:
    explicit QueueProbe(CommentQueue& queue) : queue_(queue) {}

    // Asks the queue now.
    Result<void> check();

    // What it was a moment ago: however many look at the figures, the queue is asked once a second.
    Result<QueueDepth> recent_depth();

private:
    Result<QueueDepth> ask();  // With mutex_ locked.

    CommentQueue& queue_;
    std::mutex mutex_;
    // Guarded by mutex_.
    std::unique_ptr<QueueKeeper> keeper_;
    std::optional<Result<QueueDepth>> recent_;
    std::chrono::steady_clock::time_point asked_at_{};
};

}  // namespace tts
