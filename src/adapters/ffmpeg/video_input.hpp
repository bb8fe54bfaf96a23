#pragma once

#include "adapters/ffmpeg/ffmpeg_frame_source.hpp"

extern "C" {
#include <libavformat/avformat.h>
}

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace tts {

// All that one video opens. FFmpeg asks it for every URL, also for those within playlists, and asks
// whether to go on while it waits. Belongs to one thread.
class VideoInput {
public:
    VideoInput(ByteSource& web, const FfmpegSettings& settings, std::stop_token stop);
    ~VideoInput();
    VideoInput(const VideoInput&) = delete;
    VideoInput& operator=(const VideoInput&) = delete;

    // Errors as FrameSource::open() says. The format ends before this does.
    Result<AVFormatContext*> open(const std::string& url);

    // From now on as much may be read, and as much time may pass, as one frame may cost.
    void begin_frame();

    // What went wrong when FFmpeg reports `code`: what happened here says more than it does.
    Error failure(int code, const char* action) const;

    bool is_file() const { return is_file_; }
    bool must_stop() const;

private:
    struct Source;

    static int open_callback(
        AVFormatContext* format, AVIOContext** io, const char* url, int flags, AVDictionary** all);
    static int close_callback(AVFormatContext* format, AVIOContext* io);
    static int interrupt_callback(void* input);

    Result<void> open_format(const std::string& url);
    Result<AVIOContext*> open_url(const std::string& url);
    Result<AVIOContext*> open_web(const std::string& url);
    Result<AVIOContext*> open_file(const std::string& url);
    Result<AVIOContext*> open_rtmp(const std::string& url);
    Result<AVIOContext*> keep(std::unique_ptr<Source> source);
    void close(AVIOContext* io);

    ByteSource& web_;
    const FfmpegSettings& settings_;
    const std::stop_token stop_;
    std::chrono::steady_clock::time_point deadline_;
    std::int64_t bytes_ = 0;  // Read for the frame that is waited for.
    bool is_file_ = false;
    bool is_web_ = false;
    std::optional<Error> failure_;
    std::map<AVIOContext*, std::unique_ptr<Source>> sources_;  // None: a connection of FFmpeg.
    AVFormatContext* format_ = nullptr;
};

}  // namespace tts
