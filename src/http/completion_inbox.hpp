#pragma once

#include "http/message.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace tts::http {

class Connection;

// An answer on its way back to the event loop of its connection.
struct Completion {
    std::weak_ptr<Connection> connection;  // It may be gone when the answer comes.
    std::uint64_t ticket = 0;
    Response answer;
};

// Answers that other threads gave and the loop has not collected yet. A batch of answers wakes the
// loop once. It outlives its loop as long as a handler may still answer; after close() answers are
// dropped.
class CompletionInbox {
public:
    // `wake` makes the loop call take_all() soon; it is called with the inbox locked.
    explicit CompletionInbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    void put(Completion completion) {
        const std::lock_guard lock(mutex_);
        if (!wake_) return;
        waiting_.push_back(std::move(completion));
        if (waiting_.size() == 1) wake_();
    }

    std::vector<Completion> take_all() {
        const std::lock_guard lock(mutex_);
        return std::exchange(waiting_, {});
    }

    void close() {
        const std::lock_guard lock(mutex_);
        wake_ = nullptr;
        waiting_.clear();
    }

private:
    std::mutex mutex_;
    std::function<void()> wake_;       // Guarded by mutex_. Empty: closed.
    std::vector<Completion> waiting_;  // Guarded by mutex_.
};

}  // namespace tts::http
