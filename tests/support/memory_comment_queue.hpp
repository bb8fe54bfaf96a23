#pragma once

#include "ports/comment_queue.hpp"

#include <atomic>
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tts::test {

// The producers' side of a queue in memory, which can be told to fail or to be slow.
class MemoryCommentQueue : public CommentQueue {
public:
    Result<std::unique_ptr<CommentProducer>> producer() override {
        if (fails) return Error(Errc::unavailable, "the test's queue is down");
        return std::unique_ptr<CommentProducer>(std::make_unique<Producer>(*this));
    }
    Result<std::unique_ptr<CommentConsumer>> consumer(const std::string&) override {
        return Error(Errc::unavailable, "only producers here");
    }
    Result<std::unique_ptr<QueueKeeper>> keeper() override {
        return Error(Errc::unavailable, "only producers here");
    }
    Result<std::unique_ptr<DeadLetters>> dead_letters() override {
        return Error(Errc::unavailable, "only producers here");
    }

    std::vector<Comment> comments() const {
        const std::lock_guard lock(mutex_);
        return comments_;
    }

    std::atomic<bool> fails{false};
    std::atomic<bool> keeps{true};  // False: for measuring, comments are forgotten.
    std::atomic<int> delay_ms{0};   // Of each append.

    // Lets appends wait, until it lets them go on.
    void hold() { held_ = true; }
    void let_go() {
        held_ = false;
        held_.notify_all();
    }

private:
    class Producer : public CommentProducer {
    public:
        explicit Producer(MemoryCommentQueue& queue) : queue_(queue) {}

        Result<std::vector<Appended>> append(std::span<const Comment> comments) override {
            std::this_thread::sleep_for(std::chrono::milliseconds(queue_.delay_ms.load()));
            queue_.held_.wait(true);
            if (queue_.fails) return Error(Errc::unavailable, "the test's queue is down");
            return queue_.append(comments);
        }

    private:
        MemoryCommentQueue& queue_;
    };

    std::vector<Appended> append(std::span<const Comment> comments) {
        const std::lock_guard lock(mutex_);
        std::vector<Appended> appended;
        for (const auto& comment : comments) appended.push_back(append_one(comment));
        return appended;
    }

    Appended append_one(const Comment& comment) {
        if (!comment.source_message_id.empty()) {
            const std::pair key(comment.source, comment.source_message_id);
            const auto [found, is_new] = seen_.emplace(key, comment.id);
            if (!is_new) return {.id = found->second, .duplicate = true};
        }
        if (keeps) comments_.push_back(comment);
        return {.id = comment.id, .duplicate = false};
    }

    std::atomic<bool> held_{false};
    mutable std::mutex mutex_;
    std::vector<Comment> comments_;                                  // Guarded by mutex_.
    std::map<std::pair<std::string, std::string>, CommentId> seen_;  // Guarded by mutex_.
};

}  // namespace tts::test
