#pragma once

#include "capture/stream_watch.hpp"

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <thread>

namespace tts {

struct CaptureSettings {
    std::string owner;            // As in StreamLease.
    std::size_t streams_max = 8;  // Of this process; each has a thread of its own.
    bool without_url = false;     // Streamers without a URL of their own have a source, too.
    std::chrono::milliseconds lease{15'000};
    WatchSettings watch = {};  // Its owner is replaced by the one above.
};

// Watches the streams of those who are live, as many as this process may, and lets other processes
// have the rest. A thread calls run_once() every second or so; a stream that hangs has a thread of
// its own to hang.
class CaptureDesk {
public:
    CaptureDesk(CaptureParts parts, CaptureSettings settings);
    ~CaptureDesk() { stop(); }
    CaptureDesk(const CaptureDesk&) = delete;
    CaptureDesk& operator=(const CaptureDesk&) = delete;

    // Starts watching who went live, and stops watching who went off. Errc::unavailable if the
    // store cannot be asked: then it goes on as it was, until its leases end.
    Result<void> run_once(Timestamp now);

    // Ends all watching and gives the streams back.
    void stop();

    std::size_t watched() const { return watched_; }

private:
    struct Watch {
        StreamSource source;
        std::unique_ptr<StreamWatch> stream;
        std::jthread thread;
    };

    void end_all_but(const std::vector<StreamSource>& wanted);
    void begin(const StreamSource& source);

    const CaptureParts parts_;
    const CaptureSettings settings_;
    std::map<std::string, Watch> watches_;
    Timestamp leased_until_;
    std::atomic<std::size_t> watched_ = 0;  // For the metrics, which other threads read.
};

}  // namespace tts
