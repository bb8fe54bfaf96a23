#pragma once

#include "adapters/curl/curl_byte_source.hpp"
#include "adapters/ffmpeg/ffmpeg_frame_source.hpp"
#include "apps/tiktoksales/camera.hpp"
#include "apps/tiktoksales/settings.hpp"
#include "ports/frame_source.hpp"

namespace tts {

// Videos of all kinds that a streamer may name, and the operator's camera for those who name none:
// "https://...", "rtmp://..." and "file:show.mp4" are read by FFmpeg, "folder:pictures" shows the
// pictures of a folder one after the other, again and again. The camera outlives it.
class StreamSources final : public FrameSource {
public:
    StreamSources(const ServeSettings& settings, Camera& camera);

    Result<std::unique_ptr<FrameReader>> open(const StreamSource& source,
                                              const std::stop_token& stop) override;

private:
    Camera& camera_;
    const CaptureOptions options_;
    CurlByteSource web_;
    FfmpegFrameSource videos_;
};

// Errc::invalid, in words for who set it, if no video can be at this URL.
Result<void> check_stream_url(const std::string& url);

}  // namespace tts
