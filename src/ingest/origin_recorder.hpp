#pragma once

#include "ports/comment_origins.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace tts {

// Writes down where comments came from, in the background, so that no comment waits for it. What
// the database does not take in time is dropped and counted: an origin helps to look for something
// and decides nothing. Any thread may note.
class OriginRecorder {
public:
    explicit OriginRecorder(CommentOrigins& origins);
    ~OriginRecorder() { stop(); }
    OriginRecorder(const OriginRecorder&) = delete;
    OriginRecorder& operator=(const OriginRecorder&) = delete;

    void note(CommentOrigin origin);

    // Writes what was noted, then ends.
    void stop();

    std::uint64_t dropped() const { return dropped_; }

private:
    void write_all(const std::stop_token& stop);
    bool wait_for_some(const std::stop_token& stop);  // False: there is nothing, and we stop.
    std::vector<CommentOrigin> take();
    void write(const std::vector<CommentOrigin>& noted);

    CommentOrigins& origins_;
    std::atomic<std::uint64_t> dropped_{0};
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::vector<CommentOrigin> noted_;  // Guarded by mutex_.
    std::jthread thread_;
};

}  // namespace tts
