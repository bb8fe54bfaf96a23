#pragma once

#include "core/comment.hpp"
#include "core/result.hpp"

#include <span>
#include <string>
#include <vector>

namespace tts {

// How the sender of a comment names it in its own logs. At least one of the two is not empty.
struct CommentOrigin {
    CommentId comment;
    std::string request_id;
    std::string trace_id;

    friend bool operator==(const CommentOrigin&, const CommentOrigin&) = default;
};

// Where the origins of comments are kept, for those who look into an order's trace. Beside the
// comments rather than with them: few senders name any, and nothing is decided by it. Every adapter
// passes tests/contract/comment_origins_contract.hpp. Any thread may call it. Errors:
// Errc::unavailable if the database cannot be used right now.
class CommentOrigins {
public:
    virtual ~CommentOrigins() = default;

    // The first origin of a comment stays.
    virtual Result<void> save(std::span<const CommentOrigin> origins) = 0;

    // Those that are known, in the order of the comments' ids.
    virtual Result<std::vector<CommentOrigin>> find(std::span<const CommentId> comments) = 0;
};

}  // namespace tts
