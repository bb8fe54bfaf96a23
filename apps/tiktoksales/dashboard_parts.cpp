#include "apps/tiktoksales/dashboard_parts.hpp"

#include "apps/tiktoksales/live_parts.hpp"
#include "apps/tiktoksales/storage.hpp"
#include "core/log.hpp"
#include "ingest/chat_watch.hpp"

#include <algorithm>

namespace tts {

namespace {

constexpr std::chrono::seconds watch_every{5};

void watch_chat(const std::stop_token& stop, ChatWatch& watch) {
    do {
        const auto noted = watch.run_once(now());
        if (!noted)
            log_event(Level::warning, "chat_gap_not_noted", {{"error", noted.error().what()}});
    } while (sleep_unless_stopped(stop, watch_every));
}

Result<void> open_shop_parts(const StorageSettings& storage, DashboardParts& parts) {
    auto review = open_review_list(storage);
    if (!review) return review.error().during("opening the review list");
    parts.review = std::move(*review);
    auto tokens = open_overlay_tokens(storage);
    if (!tokens) return tokens.error().during("opening the overlays' tokens");
    parts.overlay_tokens = std::move(*tokens);
    return {};
}

Result<void> open_figures(const StorageSettings& storage, DashboardParts& parts) {
    auto tokens = open_api_token_store(storage);
    if (!tokens) return tokens.error().during("opening the tokens of programs");
    parts.api_tokens = std::move(*tokens);
    auto figures = open_sales_figures(storage);
    if (!figures) return figures.error().during("opening the figures");
    parts.figures = std::move(*figures);
    auto board = open_show_board(storage);
    if (!board) return board.error().during("opening the figures");
    parts.board = std::move(*board);
    auto live = open_live_hub(storage);
    if (!live) return live.error();
    parts.live = std::move(*live);
    return {};
}

}  // namespace

Result<DashboardParts> open_dashboard_parts(const ServeSettings& settings) {
    DashboardParts parts;
    const auto has = [&settings](Role role) { return settings.roles.contains(role); };
    if (has(Role::chat) || has(Role::dashboard)) {
        auto gaps = open_chat_gaps(settings.storage);
        if (!gaps) return gaps.error().during("opening the gaps of the chat");
        parts.gaps = std::move(*gaps);
    }
    if (has(Role::ecommerce) || has(Role::dashboard)) {
        const auto opened = open_shop_parts(settings.storage, parts);
        if (!opened) return opened.error();
    }
    if (has(Role::dashboard)) {
        const auto opened = open_figures(settings.storage, parts);
        if (!opened) return opened.error();
    }
    return parts;
}

std::unique_ptr<CommentQueue> queue_to_look_at(const ServeSettings& settings) {
    if (settings.storage.redis_url.empty()) return nullptr;
    auto opened = open_queue(settings.storage);
    return opened ? std::move(*opened) : nullptr;
}

std::optional<std::chrono::milliseconds> queue_age(QueueProbe* probe) {
    if (probe == nullptr) return std::nullopt;
    const auto depth = probe->recent_depth();
    if (!depth) return std::nullopt;
    const auto age = depth->oldest_due ? now() - *depth->oldest_due : Timestamp::duration(0);
    return std::max(std::chrono::duration_cast<std::chrono::milliseconds>(age),
                    std::chrono::milliseconds(0));
}

void start_chat_watch(Background& background, ChatGaps& gaps, const CommentIngest& ingest) {
    // std::function copies what it holds.
    const auto watch = std::make_shared<ChatWatch>(gaps, [&ingest] { return ingest.counters(); });
    background.start([watch](const std::stop_token& stop) { watch_chat(stop, *watch); });
}

}  // namespace tts
