#pragma once

#include "ports/byte_source.hpp"
#include "ports/frame_source.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tts {

struct VideoLimits {
    std::chrono::milliseconds silence_max{20'000};      // Without a frame; then the stream is dead.
    std::int64_t bytes_a_frame_max = 64 * 1024 * 1024;  // Read for one frame.
    std::int64_t playlist_bytes_max = 512 * 1024;
    std::int64_t pixels_max = 8'300'000;  // 4K.
    int side_max = 1'280;                 // Larger frames are made smaller.
};

struct FfmpegSettings {
    std::chrono::milliseconds interval{2'000};  // From one frame to the next.
    // Videos as "file:show.mp4", below this folder; empty: there are none.
    std::filesystem::path folder = {};
    // The hosts that rtmp and rtmps URLs may name. The library connects to them by itself, so that
    // no address of it can be checked.
    std::vector<std::string> rtmp_hosts = {};
    bool any_rtmp_host = false;
    VideoLimits limits = {};
};

// Videos that the FFmpeg libraries read: HLS, FLV, MPEG-TS and MP4 by http and https, whatever is
// opened through `web`; RTMP; files of one folder. Nothing else is opened, whatever a playlist
// asks for; encrypted HLS is not read.
class FfmpegFrameSource final : public FrameSource {
public:
    FfmpegFrameSource(ByteSource& web, FfmpegSettings settings);

    Result<std::unique_ptr<FrameReader>> open(const StreamSource& source,
                                              const std::stop_token& stop) override;

private:
    ByteSource& web_;
    const FfmpegSettings settings_;
};

}  // namespace tts
