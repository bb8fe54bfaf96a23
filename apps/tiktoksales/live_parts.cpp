#include "apps/tiktoksales/live_parts.hpp"

#include "apps/tiktoksales/storage.hpp"
#include "core/log.hpp"

#include <utility>

namespace tts {

namespace {

constexpr std::chrono::seconds forget_every{20};

void keep(const std::stop_token& stop, LiveLog& log) {
    while (sleep_unless_stopped(stop, forget_every)) {
        const auto forgotten = log.forget();
        if (!forgotten)
            log_event(Level::warning, "live_log_not_shortened",
                      {{"error", forgotten.error().what()}});
    }
}

}  // namespace

Result<std::unique_ptr<dashboard::LiveHub>> open_live_hub(const StorageSettings& settings) {
    auto log = open_live_log(settings);
    if (!log) return log.error().during("opening the log of changes");
    return std::make_unique<dashboard::LiveHub>(std::move(*log));
}

void start_live_hub(Background& background, dashboard::LiveHub& hub) {
    background.start([&hub](const std::stop_token& stop) { hub.run(stop); });
}

Result<void> start_live_log_keeper(Background& background, const StorageSettings& settings) {
    auto opened = open_live_log(settings);
    if (!opened) return opened.error().during("opening the log of changes");
    // std::function copies what it holds.
    const std::shared_ptr<LiveLog> log = std::move(*opened);
    background.start([log](const std::stop_token& stop) { keep(stop, *log); });
    return {};
}

}  // namespace tts
