#pragma once

#include "core/comment.hpp"
#include "core/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tts {

// A comment as a person decides about it.
struct ReviewComment {
    CommentId id;
    std::string streamer;
    std::string client;
    std::string message;
    std::string source;
    std::string language;
    std::string intent;
    double score = 0;
    std::string decision;
    std::string reason;
    ProductId product;          // What it seems to mean; nil: nothing was found.
    std::string match_why;      // What speaks for that product.
    std::int32_t quantity = 1;  // That was asked for, or 1.
    std::string variant;
    bool cancels = false;      // It seems to give up an order.
    int cancelled_orders = 0;  // Made of this comment, and given up since.

    friend bool operator==(const ReviewComment&, const ReviewComment&) = default;
};

struct ReviewFilter {
    std::string streamer;
    Timestamp since;
    std::size_t limit = 100;
};

// What a person decided.
struct Verdict {
    CommentId comment;
    Decision decision = Decision::ignored;
    std::string reason;
    // Only while the comment still has this decision; nothing: whatever it has, but not this one.
    std::optional<Decision> from = {};
};

// The comments that were too doubtful to act on, and what became of them. Every adapter passes
// tests/contract/review_list_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now.
class ReviewList {
public:
    virtual ~ReviewList() = default;

    // Those of the streamer that wait for a person, newest first.
    virtual Result<std::vector<ReviewComment>> waiting(const ReviewFilter& filter) = 0;

    // Whatever was decided about it. Errc::not_found.
    virtual Result<ReviewComment> find(const CommentId& id) = 0;

    // Errc::conflict if somebody else decided before.
    virtual Result<void> settle(const Verdict& verdict) = 0;
};

}  // namespace tts
