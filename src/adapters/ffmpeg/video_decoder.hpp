#pragma once

#include "adapters/ffmpeg/ffmpeg_frame_source.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <optional>

namespace tts {

struct FreeCodec {
    void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};
struct FreeFrame {
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreeScaler {
    void operator()(SwsContext* scaler) const { sws_freeContext(scaler); }
};

// The pictures of one video stream. Belongs to one thread.
class VideoDecoder {
public:
    // For a stream of an open format. Errc::invalid if it is none that can be decoded.
    static Result<VideoDecoder> make(const AVStream& stream, const VideoLimits& limits);

    // Decodes key frames only, which costs a tenth, until it is told otherwise: some videos have
    // one in ten seconds.
    void decode_all();

    // True if a picture came of it, which picture() then is. Damaged packets are passed over.
    Result<bool> decode(const AVPacket& packet);

    // Since the beginning of the video, if that is known.
    std::optional<std::chrono::milliseconds> time() const;

    // The last picture, as a JPEG. Errc::invalid if it is larger than the limits.
    Result<std::string> picture();

private:
    VideoDecoder() = default;

    std::unique_ptr<AVCodecContext, FreeCodec> codec_;
    std::unique_ptr<AVFrame, FreeFrame> frame_;
    std::unique_ptr<SwsContext, FreeScaler> scaler_;
    AVRational time_base_{};
    std::int64_t start_ = 0;
    VideoLimits limits_;
};

}  // namespace tts
