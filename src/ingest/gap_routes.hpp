#pragma once

#include "http/router.hpp"
#include "ports/chat_gaps.hpp"

namespace tts {

// POST /gaps: a connector says when it could not read the chat. `gaps` outlives the router.
void add_gap_routes(http::Router& router, ChatGaps& gaps);

}  // namespace tts
