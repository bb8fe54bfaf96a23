#pragma once

#include "core/comment.hpp"
#include "core/result.hpp"
#include "http/message.hpp"
#include "http/respond.hpp"
#include "ingest/admission.hpp"
#include "ports/comment_queue.hpp"

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

namespace tts {

// The results of a batch, which several threads fill in. Any thread may call it.
class BatchResults {
public:
    explicit BatchResults(std::size_t size) : results_(size), missing_(size) {}

    void set(std::size_t index, std::string result);
    std::string wait_for_json();  // {"results":[...]}, when all are set.

private:
    std::mutex mutex_;
    std::condition_variable complete_;
    std::vector<std::string> results_;  // Guarded by mutex_.
    std::size_t missing_;               // Guarded by mutex_.
};

// Who waits to hear what became of a comment: a request, a WebSocket's frame, an item of a batch.
struct RequestSender {
    http::Respond respond;
    std::string request_id = {};  // Its sender's name for it, which the answer repeats.
};
struct FrameSender {
    http::Respond respond;
};
struct ItemSender {
    std::shared_ptr<BatchResults> results;  // Shared with the thread that waits for them.
    std::size_t index = 0;
};
using Sender = std::variant<ItemSender, RequestSender, FrameSender>;

// Tells the sender what became of its comment: Errc::unavailable means that it must be sent again.
// What goes back through an event loop is put into `answers`.
void tell(const Sender& sender,
          const Comment& comment,
          const Result<Appended>& appended,
          http::AnswerBatch& answers);

// Tells the sender at once that it must come again later.
void turn_away(const Sender& sender, const TurnedAway& why);

// Tells the sender at once what is wrong with what it sent.
void refuse(const Sender& sender, const std::vector<http::FieldError>& errors);

}  // namespace tts
