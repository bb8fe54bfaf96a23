#pragma once

#include "apps/tiktoksales/background.hpp"
#include "apps/tiktoksales/queue_probe.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "core/result.hpp"
#include "dashboard/live_hub.hpp"
#include "ingest/comment_ingest.hpp"
#include "ports/api_token_store.hpp"
#include "ports/chat_gaps.hpp"
#include "ports/overlay_tokens.hpp"
#include "ports/review_list.hpp"
#include "ports/sales_figures.hpp"
#include "ports/show_board.hpp"

#include <chrono>
#include <memory>
#include <optional>

namespace tts {

// What the console stands on besides the store. What a process has no role for is null.
struct DashboardParts {
    std::unique_ptr<ChatGaps> gaps;      // Also of the chat role, which notes them.
    std::unique_ptr<ReviewList> review;  // Also of the ecommerce role, like the next.
    std::unique_ptr<OverlayTokens> overlay_tokens;
    std::unique_ptr<ApiTokenStore> api_tokens;
    std::unique_ptr<SalesFigures> figures;
    std::unique_ptr<ShowBoard> board;
    std::unique_ptr<dashboard::LiveHub> live;
};

Result<DashboardParts> open_dashboard_parts(const ServeSettings& settings);

// The queue for a process that only tells how it is: one on a server that can be reached now.
// Null otherwise, which is no reason not to start.
std::unique_ptr<CommentQueue> queue_to_look_at(const ServeSettings& settings);

// How long the oldest comment waits that is due. Nothing: there is no probe, or nobody knows.
std::optional<std::chrono::milliseconds> queue_age(QueueProbe* probe);

// Notes when this server did not take comments, until it is asked to stop. What is given outlives
// the background.
void start_chat_watch(Background& background, ChatGaps& gaps, const CommentIngest& ingest);

}  // namespace tts
