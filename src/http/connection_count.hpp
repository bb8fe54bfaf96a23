#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace tts::http {

// How many connections all loops of a server have.
class ConnectionCount {
public:
    explicit ConnectionCount(std::size_t count_max) : count_max_(count_max) {}

    bool is_full() const {
        const std::lock_guard lock(mutex_);
        return count_ >= count_max_;
    }
    std::size_t count() const {
        const std::lock_guard lock(mutex_);
        return count_;
    }
    void enter() {
        const std::lock_guard lock(mutex_);
        ++count_;
    }
    void leave() {
        {
            const std::lock_guard lock(mutex_);
            --count_;
        }
        changed_.notify_all();
    }
    void wait_for_none(std::chrono::milliseconds patience) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, patience, [this] { return count_ == 0; });
    }

private:
    const std::size_t count_max_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t count_ = 0;  // Guarded by mutex_.
};

}  // namespace tts::http
