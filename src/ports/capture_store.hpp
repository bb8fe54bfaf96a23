#pragma once

#include "core/product.hpp"
#include "core/result.hpp"
#include "core/timestamp.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tts {

// Where the video of a streamer comes from.
struct StreamSource {
    std::string streamer;
    std::string url;                     // Empty: as the server is set.
    std::chrono::milliseconds delay{0};  // How far it is behind the host.

    friend bool operator==(const StreamSource&, const StreamSource&) = default;
};

// How it goes with watching a streamer: "off", "running", "waiting" (to connect again).
struct CaptureStatus {
    StreamSource source;
    bool is_live = false;
    std::string state = "off";
    std::string reason = {};  // Why it waits.
    std::optional<Timestamp> last_frame_at = {};

    friend bool operator==(const CaptureStatus&, const CaptureStatus&) = default;
};

// What a process asks for that watches streams.
struct StreamLease {
    std::string owner;  // The process, by a name that no other has.
    Timestamp now;
    std::chrono::milliseconds duration{15'000};
    std::size_t limit = 1;
    bool without_url = false;  // Also streamers without a URL of their own.
};

// What a process tells about a stream that it watches.
struct CaptureNote {
    std::string owner;
    std::string streamer;
    std::string state;
    std::string reason = {};
    std::optional<Timestamp> last_frame_at = {};  // Nothing: as it was.
    Timestamp at;
};

// A picture of the video that is kept in the object store.
struct KeptFrame {
    Uuid id;
    std::string streamer;
    Timestamp stream_time;
    std::string key;
    std::uint64_t fingerprint = 0;
    std::int64_t bytes = 0;
    ProductId product = {};  // Nil: nothing was recognised.
    double score = 0;
    Timestamp created_at;
};

// A frame that may go.
struct OldFrame {
    std::string key;
    std::int64_t bytes = 0;

    friend bool operator==(const OldFrame&, const OldFrame&) = default;
};

// Which streams are watched by whom, and which frames of them are kept. Every adapter passes
// tests/contract/capture_store_contract.hpp. Any thread may call it; calls take turns. Errors of
// every function: Errc::unavailable if the database cannot be used right now, Errc::corrupt if what
// is stored cannot be understood.
class CaptureStore {
public:
    virtual ~CaptureStore() = default;

    virtual Result<void> save_source(const StreamSource& source, Timestamp at) = 0;

    // Of a streamer of whom nothing is known: the defaults.
    virtual Result<CaptureStatus> status(const std::string& streamer) = 0;

    // The live streams that the owner watches until `now + duration`: those it had, and others that
    // nobody watches, up to the limit. Another process gets none of them before that.
    virtual Result<std::vector<StreamSource>> lease_streams(const StreamLease& lease) = 0;

    // Gives back what the owner watches, so that another process need not wait for it.
    virtual Result<void> release_streams(const std::string& owner, Timestamp at) = 0;

    // Without effect if another process watches the stream by now.
    virtual Result<void> note(const CaptureNote& note) = 0;

    // A frame with the same key replaces what was known of it.
    virtual Result<void> add_frame(const KeptFrame& frame) = 0;

    // Up to `limit` frames from before `before`, oldest first, without those that are the evidence
    // of a comment.
    virtual Result<std::vector<OldFrame>> old_frames(Timestamp before, std::size_t limit) = 0;

    // Of all frames that are known.
    virtual Result<std::int64_t> frame_bytes() = 0;

    virtual Result<void> forget_frames(std::span<const std::string> keys) = 0;
};

}  // namespace tts
