#include "apps/tiktoksales/capture/capture_role.hpp"

#include "core/log.hpp"
#include "core/uuid.hpp"

namespace tts {

namespace {

CaptureSettings desk_settings(const ServeSettings& settings) {
    return {.owner = Uuid::next().to_string(),
            .streams_max = static_cast<std::size_t>(settings.capture.streams_max),
            .without_url = !settings.frame_capture_url_template.empty()};
}

RetentionSettings retention(const CaptureOptions& options) {
    constexpr std::int64_t megabyte = 1024 * 1024;
    return {.age_max = std::chrono::hours(options.keep_hours),
            .bytes_max = options.keep_megabytes * megabyte};
}

void watch_streams(const std::stop_token& stop, CaptureDesk& desk) {
    constexpr std::chrono::milliseconds pause{1'000};
    do {
        const auto done = desk.run_once(now());
        if (!done)
            log_event(Level::warning, "watching_streams_failed", {{"error", done.error().what()}});
    } while (sleep_unless_stopped(stop, pause));
    desk.stop();
}

void trim_frames(const std::stop_token& stop, FrameTrimmer& trimmer) {
    constexpr std::chrono::milliseconds pause{60'000};
    auto wait = std::chrono::milliseconds(0);
    while (sleep_unless_stopped(stop, wait)) {
        const auto removed = trimmer.run_once(now());
        if (!removed)
            log_event(Level::warning, "removing_frames_failed",
                      {{"error", removed.error().what()}});
        const bool may_be_more = removed && *removed > 0;
        wait = may_be_more ? std::chrono::milliseconds(0) : pause;
    }
}

}  // namespace

CaptureRole::CaptureRole(const ServeSettings& settings, CaptureStore& captures, VisionParts& vision)
    : videos(settings, vision.camera),
      desk({.captures = captures,
            .videos = videos,
            .objects = *vision.objects,
            .vision = vision.service,
            .matcher = vision.matcher,
            .counters = counters},
           desk_settings(settings)),
      trimmer(captures, *vision.objects, retention(settings.capture)) {}

void start_capture(Background& background, CaptureRole& capture) {
    background.start(
        [&capture](const std::stop_token& stop) { watch_streams(stop, capture.desk); });
    background.start(
        [&capture](const std::stop_token& stop) { trim_frames(stop, capture.trimmer); });
}

void add_capture_metrics(MetricRegistry& registry, const CaptureRole& capture) {
    registry.add_source([&capture](MetricFamilies& families) {
        const CaptureCounters& counters = capture.counters;
        families.gauge({"tiktoksales_capture_streams", "Streams that this process watches."})
            .sample(static_cast<double>(capture.desk.watched()));
        families
            .counter({"tiktoksales_capture_frames_total",
                      "Frames of streams: kept (and looked at), duplicate (of the one before), "
                      "unreadable."})
            .sample(counters.kept.value(), {{"result", "kept"}})
            .sample(counters.duplicates.value(), {{"result", "duplicate"}})
            .sample(counters.unreadable.value(), {{"result", "unreadable"}});
        families
            .counter({"tiktoksales_capture_connections_total",
                      "Connections to streams: opened, ended (also those that never opened)."})
            .sample(counters.connections.value(), {{"result", "opened"}})
            .sample(counters.failures.value(), {{"result", "ended"}});
        families
            .histogram({"tiktoksales_capture_frame_seconds",
                        "Time from a frame to what it shows, keeping it included."})
            .sample(counters.look_time.read());
    });
}

}  // namespace tts
