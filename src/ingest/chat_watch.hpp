#pragma once

#include "ingest/comment_ingest.hpp"
#include "ports/chat_gaps.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace tts {

// Nobody took comments for longer than this: that is told. Some times what lies between two looks.
constexpr std::chrono::seconds chat_silence_max{15};

// Notices when comments may have been lost because this server did not take them: while no process
// that takes comments ran, and while it had to refuse them. One thread calls it, every few seconds.
class ChatWatch {
public:
    // Both outlive it. `counters` may be called by the thread of run_once().
    ChatWatch(ChatGaps& gaps, std::function<IngestCounters()> counters)
        : gaps_(gaps), counters_(std::move(counters)) {}

    // Errors: those of ChatGaps. What could not be noted is noted by the next call.
    Result<void> run_once(Timestamp now);

private:
    Result<void> note_absence(Timestamp now);
    Result<void> note_refusals(Timestamp now);

    ChatGaps& gaps_;
    std::function<IngestCounters()> counters_;
    std::optional<Timestamp> seen_at_;       // When this process last looked, whatever came of it,
    Timestamp present_since_{};              // and since when it has done so all the time.
    std::optional<IngestCounters> counted_;  // At the last look.
    Timestamp looked_at_{};
    std::optional<ChatGap> refusing_;  // A gap that goes on.
};

}  // namespace tts
