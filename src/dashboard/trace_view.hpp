#pragma once

#include "core/order.hpp"
#include "ports/comment_origins.hpp"

#include <span>
#include <string>
#include <vector>

namespace tts::dashboard {

// How the senders of the order's comments named them, in the order of the comments. One without a
// stored name came in a request, or a frame, that its sender did not name: its name is the
// comment's id, as the sender was told. Errors: as CommentOrigins::find().
Result<std::vector<CommentOrigin>> origins_of(CommentOrigins& origins, const Trace& trace);

// The whole chain of an order: {"order","comments","origins","match","payment","notifications",
// "commission","events","timeline"}. The origins are those of its comments.
std::string trace_json(const Trace& trace, std::span<const CommentOrigin> origins);

// The same for a terminal, one line per step, with the time since the first comment.
std::string trace_text(const Trace& trace, std::span<const CommentOrigin> origins);

}  // namespace tts::dashboard
