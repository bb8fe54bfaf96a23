#include "ingest/inbox.hpp"

#include <iterator>
#include <utility>

namespace tts {

bool Inbox::try_put(Submission& submission) {
    const std::lock_guard lock(mutex_);
    if (is_closed_ || waiting_.size() >= size_max_) return false;
    waiting_.push_back(std::move(submission));
    return true;
}

bool Inbox::take(std::vector<Submission>& batch, std::size_t count_max) {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return is_closed_ || !waiting_.empty(); });
    if (waiting_.size() <= count_max) {
        std::swap(batch, waiting_);  // Both keep their memory for the next round.
        return !batch.empty();
    }
    const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(count_max);
    batch.assign(std::move_iterator(waiting_.begin()), std::move_iterator(end));
    waiting_.erase(waiting_.begin(), end);
    return true;
}

void Inbox::rest(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex_);
    closed_.wait_for(lock, time, [this] { return is_closed_; });
}

void Inbox::close() {
    {
        const std::lock_guard lock(mutex_);
        is_closed_ = true;
    }
    filled_.notify_all();
    closed_.notify_all();
}

}  // namespace tts
