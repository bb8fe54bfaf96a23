#pragma once

#include "http/respond.hpp"

#include <functional>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tts::http {

// Answers that were given and that the event loop has not collected yet. It outlives its loop as
// long as somebody may still answer; after close() answers are dropped.
class AnswerInbox final : public AnswerSink {
public:
    // `wake` makes the loop call take_all() soon; it is called with the inbox locked.
    explicit AnswerInbox(std::function<void()> wake) : wake_(std::move(wake)) {}

    // The thread that calls this needs no wake-up for what it puts itself: it looks into the inbox
    // before it waits.
    void belongs_to_this_thread() {
        const std::lock_guard lock(mutex_);
        owner_ = std::this_thread::get_id();
    }

    void put(Answer answer) override {
        const std::lock_guard lock(mutex_);
        if (!wake_) return;
        waiting_.push_back(std::move(answer));
        wake_if_first(1);
    }

    void put_all(std::vector<Answer>& answers) override {
        const std::lock_guard lock(mutex_);
        if (!wake_) return answers.clear();
        const auto count = answers.size();
        if (waiting_.empty()) {
            std::swap(waiting_, answers);
        } else {
            waiting_.insert(waiting_.end(), std::move_iterator(answers.begin()),
                            std::move_iterator(answers.end()));
            answers.clear();
        }
        wake_if_first(count);
    }

    // Moves all of it into the list, which is empty.
    void take_all(std::vector<Answer>& answers) {
        const std::lock_guard lock(mutex_);
        std::swap(waiting_, answers);
    }

    void close() {
        const std::lock_guard lock(mutex_);
        wake_ = nullptr;
        waiting_.clear();
    }

private:
    // Needs the lock. `added`: what was just put.
    void wake_if_first(std::size_t added) {
        if (waiting_.size() == added && std::this_thread::get_id() != owner_) wake_();
    }

    std::mutex mutex_;
    std::function<void()> wake_;   // Guarded by mutex_. Empty: closed.
    std::thread::id owner_;        // Guarded by mutex_.
    std::vector<Answer> waiting_;  // Guarded by mutex_.
};

}  // namespace tts::http
