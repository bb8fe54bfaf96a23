#pragma once

#include "core/comment.hpp"
#include "core/intent.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "core/uuid.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace tts {

using FeedbackId = Id<struct FeedbackTag>;

// A seller's word on what a message really meant. It teaches the next model.
struct IntentFeedback {
    FeedbackId id;
    std::string streamer;
    std::string text;
    std::string language = "und";  // ISO 639-1, or "und" where nobody knows.
    Intent label = Intent::none;
    std::optional<CommentId> message;  // The comment that it is about, if it is one of ours.
    Timestamp created_at;

    friend bool operator==(const IntentFeedback&, const IntentFeedback&) = default;
};

struct FeedbackFilter {
    std::string streamer;             // Empty: any.
    std::optional<FeedbackId> after;  // Exclusive.
    std::size_t limit = 1'000;
};

// Corrections of the intent step. Errors of every function: those of the Store.
class FeedbackStore {
public:
    virtual ~FeedbackStore() = default;

    // Keeps it; what was said before about the same message, or of the same streamer about the same
    // text, is replaced. Returns it as it is kept, with the id of the first.
    virtual Result<IntentFeedback> save_feedback(const IntentFeedback& feedback) = 0;

    // By id, oldest first.
    virtual Result<std::vector<IntentFeedback>> feedback(const FeedbackFilter& filter) = 0;

    // A stored comment, as far as feedback needs it: streamer, text and its id. Errc::not_found.
    virtual Result<IntentFeedback> feedback_on(const CommentId& message) = 0;
};

}  // namespace tts
