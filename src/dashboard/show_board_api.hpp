#pragma once

#include "http/router.hpp"
#include "ports/chat_gaps.hpp"
#include "ports/show_board.hpp"

#include <chrono>
#include <functional>
#include <optional>

namespace tts::dashboard {

// How long the oldest comment waits that is due; nothing if the queue does not say. Any thread.
using QueueAge = std::function<std::optional<std::chrono::milliseconds>()>;

// What the routes stand on; it outlives the router.
struct ShowBoardParts {
    ShowBoard& board;
    ChatGaps& gaps;
    QueueAge queue_age;
};

// GET /api/pulse, /api/orders, /api/buyers, /api/quality, /api/gaps and /api/context: see
// docs/dashboard-api.md.
void add_show_board_api(http::Router& router, const ShowBoardParts& parts);

}  // namespace tts::dashboard
