#pragma once

#include "core/result.hpp"
#include "core/timestamp.hpp"
#include "ports/capture_store.hpp"

#include <memory>
#include <stop_token>
#include <string>

namespace tts {

// One picture of a video.
struct VideoFrame {
    std::string picture;  // Encoded, and not looked at yet.
    Timestamp taken_at;   // When it could be seen at the source.
};

// Watches one video. Belongs to one thread.
class FrameReader {
public:
    virtual ~FrameReader() = default;

    // Waits for the next frame: the source says how far frames are apart. After an error it is of
    // no more use: Errc::unavailable if the video ended, broke off, stands still for too long, or
    // if it was asked to stop; Errc::invalid, Errc::denied and Errc::not_found as below.
    virtual Result<VideoFrame> next() = 0;
};

// Opens videos, whose URLs may come from anybody. Any thread may call it.
class FrameSource {
public:
    virtual ~FrameSource() = default;

    // Errc::invalid if it is no URL of a video that can be read, Errc::denied if it may not be
    // opened, Errc::not_found, Errc::unavailable. What it opens ends when `stop` asks for it.
    virtual Result<std::unique_ptr<FrameReader>> open(const StreamSource& source,
                                                      const std::stop_token& stop) = 0;
};

}  // namespace tts
