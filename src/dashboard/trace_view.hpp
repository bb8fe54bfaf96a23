#pragma once

#include "core/ledger.hpp"
#include "core/order.hpp"
#include "ports/comment_origins.hpp"

#include <string>
#include <vector>

namespace tts::dashboard {

// How the senders of the order's comments named them, in the order of the comments. One without a
// stored name came in a request, or a frame, that its sender did not name: its name is the
// comment's id, as the sender was told. Errors: as CommentOrigins::find().
Result<std::vector<CommentOrigin>> origins_of(CommentOrigins& origins, const Trace& trace);

// What belongs to a trace and is kept elsewhere.
struct TraceContext {
    std::vector<CommentOrigin> origins;  // Of its comments.
    std::vector<LedgerEntry> books;      // What was booked of the order, the earliest first.
};

// The whole chain of an order: {"order","comments","origins","match","payment","notifications",
// "commission","books","events","timeline"}.
std::string trace_json(const Trace& trace, const TraceContext& context);

// The same for a terminal, one line per step, with the time since the first comment.
std::string trace_text(const Trace& trace, const TraceContext& context);

}  // namespace tts::dashboard
