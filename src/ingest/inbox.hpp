#pragma once

#include "core/comment.hpp"
#include "ingest/sender.hpp"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <vector>

namespace tts {

struct Submission {
    Comment comment;
    Sender sender;
};

// Comments that wait to be written, in the order of arrival. Bounded: what does not fit must be
// refused at once. Any thread may put; one writer takes.
class Inbox {
public:
    explicit Inbox(std::size_t size_max) : size_max_(size_max) {}

    // False, and `submission` untouched, if the inbox is full or closed. A writer that waits is not
    // woken: announce() does that, once for all that came together.
    bool try_put(Submission& submission);
    void announce() { filled_.notify_one(); }

    // Waits until something is there, then moves up to `count_max` of it into `batch`, which is
    // empty at first. False once the inbox is closed and empty.
    bool take(std::vector<Submission>& batch, std::size_t count_max);

    // Returns after the time, or at once when the inbox is closed.
    void rest(std::chrono::milliseconds time);

    void close();

private:
    const std::size_t size_max_;
    std::mutex mutex_;
    std::condition_variable filled_;
    std::condition_variable closed_;
    std::vector<Submission> waiting_;  // Guarded by mutex_.
    bool is_closed_ = false;           // Guarded by mutex_.
};

}  // namespace tts
