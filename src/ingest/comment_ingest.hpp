#pragma once

#include "core/comment.hpp"
#include "core/result.hpp"
#include "ingest/admission.hpp"
#include "ingest/inbox.hpp"
#include "ports/comment_queue.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <thread>
#include <vector>

namespace tts {

namespace http {
class Router;
}

struct IngestSettings {
    std::size_t inbox_max = 16'384;  // Comments that wait; beyond, senders are told to come back.
    int writers = 2;
    std::size_t batch_max = 512;  // Comments of one write.
    std::chrono::milliseconds retry_delay_min{100};
    std::chrono::milliseconds retry_delay_max{2'000};
    AdmissionSettings admission = {};
};

struct IngestCounters {
    std::uint64_t accepted = 0;     // Durable, duplicates included.
    std::uint64_t duplicates = 0;   // Of the accepted.
    std::uint64_t refused = 0;      // The inbox was full or closed.
    std::uint64_t turned_away = 0;  // The workers were too far behind.
    std::uint64_t failed = 0;       // The queue could not be written.
    std::uint64_t batches = 0;      // Written.
    // Written batches by size: element i counts those of 2^i to 2^(i+1) - 1 comments.
    std::array<std::uint64_t, 12> batches_by_size{};
};

// Makes accepted comments durable: batches what arrives at the same time, appends each batch to the
// queue, and only then tells the senders. Any thread may submit.
class CommentIngest {
public:
    CommentIngest(CommentQueue& queue, IngestSettings settings);
    ~CommentIngest();  // As stop().
    CommentIngest(const CommentIngest&) = delete;
    CommentIngest& operator=(const CommentIngest&) = delete;

    // Errc::unavailable if the queue cannot be reached.
    Result<void> start();

    // Writes what was accepted, then joins the writers. Later comments are refused.
    void stop();

    // Tells the sender exactly once what became of the comment: at once if it is refused, else from
    // a writer's thread. It may be written any time, and will be after the next flush().
    void submit(Comment comment, Sender sender);
    // Call it after the comments that came together.
    void flush();

    IngestCounters counters() const;

    // Asked before submit(), by whoever knows the sender.
    Admission& admission() { return admission_; }

private:
    // Has an inbox of its own, to which all comments of a client go: its list keeps their order.
    struct Writer {
        explicit Writer(std::size_t inbox_max) : inbox(inbox_max) {}

        Inbox inbox;
        std::unique_ptr<CommentProducer> producer;
        std::thread thread;
    };

    void write_all(Writer& writer);
    Result<void> write(Writer& writer, std::vector<Submission>& batch, http::AnswerBatch& answers);
    void count(std::span<const Appended> appended);

    CommentQueue& queue_;
    const IngestSettings settings_;
    Admission admission_;
    std::vector<std::unique_ptr<Writer>> writers_;

    std::atomic<std::uint64_t> accepted_{0};
    std::atomic<std::uint64_t> duplicates_{0};
    std::atomic<std::uint64_t> refused_{0};
    std::atomic<std::uint64_t> failed_{0};
    std::atomic<std::uint64_t> batches_{0};
    std::array<std::atomic<std::uint64_t>, 12> batches_by_size_{};
};

class OriginRecorder;

// POST /comments, POST /comments/batch and WS /ws/comments. How the sender of a request names it
// (X-Request-Id, traceparent) is recorded for its comments, unless there is no recorder. The ingest
// and the recorder outlive the server.
void add_ingest_routes(http::Router& router,
                       CommentIngest& ingest,
                       OriginRecorder* origins = nullptr);

}  // namespace tts
