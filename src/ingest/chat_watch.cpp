#include "ingest/chat_watch.hpp"

namespace tts {

namespace {

constexpr const char* by_server = "server";

// Why comments were refused since then; empty: none were.
std::string refusal(const IngestCounters& before, const IngestCounters& now) {
    if (now.failed > before.failed) return "the queue could not be written";
    if (now.refused > before.refused) return "more comments came than could be taken";
    if (now.turned_away > before.turned_away) return "the workers were too far behind";
    return {};
}

}  // namespace

Result<void> ChatWatch::run_once(Timestamp now) {
    // A machine that slept, or was stopped, begins anew.
    if (!seen_at_ || now - *seen_at_ > chat_silence_max) present_since_ = now;
    seen_at_ = now;
    const auto absence = note_absence(now);
    if (!absence) return absence.error();
    return note_refusals(now);
}

Result<void> ChatWatch::note_absence(Timestamp now) {
    const auto before = gaps_.note_alive(now);
    if (!before) return before.error();
    if (!*before || present_since_ - **before <= chat_silence_max) return {};
    return gaps_.report({.streamer = {},
                         .source = by_server,
                         .from = **before,
                         .until = present_since_,
                         .reason = "no server took comments"});
}

Result<void> ChatWatch::note_refusals(Timestamp now) {
    const IngestCounters counters = counters_();
    const auto reason = counted_ ? refusal(*counted_, counters) : std::string();
    if (reason.empty()) {
        refusing_.reset();
    } else {
        const Timestamp since = refusing_ ? refusing_->from : looked_at_;
        refusing_ = {
            .streamer = {}, .source = by_server, .from = since, .until = now, .reason = reason};
        const auto reported = gaps_.report(*refusing_);
        if (!reported) return reported;
    }
    counted_ = counters;
    looked_at_ = now;
    return {};
}

}  // namespace tts
