#pragma once

#include "core/order.hpp"
#include "ports/comment_origins.hpp"

#include <span>
#include <string>

namespace tts::dashboard {

// The whole chain of an order: {"order","comments","origins","match","payment","notifications",
// "commission","events","timeline"}. The origins are those of its comments.
std::string trace_json(const Trace& trace, std::span<const CommentOrigin> origins);

// The same for a terminal, one line per step, with the time since the first comment.
std::string trace_text(const Trace& trace, std::span<const CommentOrigin> origins);

}  // namespace tts::dashboard
