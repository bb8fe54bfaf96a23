#include "capture/capture_desk.hpp"

#include "core/log.hpp"

#include <algorithm>
#include <utility>

namespace tts {

CaptureDesk::CaptureDesk(CaptureParts parts, CaptureSettings settings)
    : parts_(parts), settings_(std::move(settings)) {}

Result<void> CaptureDesk::run_once(Timestamp now) {
    const auto streams = parts_.captures.lease_streams({.owner = settings_.owner,
                                                        .now = now,
                                                        .duration = settings_.lease,
                                                        .limit = settings_.streams_max,
                                                        .without_url = settings_.without_url});
    if (!streams) {
        // Another process may watch them from then on.
        if (now >= leased_until_) end_all_but({});
        return streams.error();
    }
    leased_until_ = now + settings_.lease;
    end_all_but(*streams);
    for (const StreamSource& source : *streams)
        if (!watches_.contains(source.streamer)) begin(source);
    watched_ = watches_.size();
    return {};
}

void CaptureDesk::stop() {
    if (watches_.empty()) return;
    end_all_but({});
    watched_ = 0;
    const auto released = parts_.captures.release_streams(settings_.owner, now());
    if (!released)
        log_event(Level::warning, "streams_not_given_back", {{"error", released.error().what()}});
}

// A stream whose source was changed is begun anew.
void CaptureDesk::end_all_but(const std::vector<StreamSource>& wanted) {
    const auto is_wanted = [&](const auto& entry) {
        return std::find(wanted.begin(), wanted.end(), entry.second.source) != wanted.end();
    };
    // All are asked before one is waited for.
    for (auto& entry : watches_)
        if (!is_wanted(entry)) entry.second.thread.request_stop();
    std::erase_if(watches_, [&](const auto& entry) {
        if (is_wanted(entry)) return false;
        log_event(Level::info, "stream_left", {{"streamer", entry.first}});
        return true;
    });
}

void CaptureDesk::begin(const StreamSource& source) {
    log_event(Level::info, "stream_watched", {{"streamer", source.streamer}});
    WatchSettings settings = settings_.watch;
    settings.owner = settings_.owner;
    Watch& watch = watches_[source.streamer];
    watch.source = source;
    watch.stream = std::make_unique<StreamWatch>(parts_, source, std::move(settings));
    watch.thread = std::jthread(
        [stream = watch.stream.get()](const std::stop_token& stop) { stream->run(stop); });
}

}  // namespace tts
