#include "adapters/ffmpeg/video_decoder.hpp"

#include <turbojpeg.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace tts {

namespace {

struct Size {
    int width = 0;
    int height = 0;
};

// Even, and no side longer than `side_max`.
Size fitted(int width, int height, int side_max) {
    const double factor = std::min(1.0, static_cast<double>(side_max) / std::max(width, height));
    const auto even = [factor](int side) {
        return std::max(2, static_cast<int>(std::lround(side * factor)) / 2 * 2);
    };
    return {even(width), even(height)};
}

Result<std::string> jpeg_of(const std::vector<std::uint8_t>& pixels, Size size) {
    const std::unique_ptr<void, decltype(&tjDestroy)> encoder(tjInitCompress(), tjDestroy);
    if (!encoder) return Error(Errc::unavailable, "no memory for the JPEG encoder");
    constexpr int quality = 88;
    unsigned char* buffer = nullptr;
    unsigned long bytes = 0;
    const int code = tjCompress2(encoder.get(), pixels.data(), size.width, 0, size.height, TJPF_BGR,
                                 &buffer, &bytes, TJSAMP_420, quality, 0);
    const std::unique_ptr<unsigned char, decltype(&tjFree)> guard(buffer, tjFree);
    if (code != 0) return Error(Errc::unavailable, tjGetErrorStr2(encoder.get()));
    return std::string(reinterpret_cast<const char*>(buffer), bytes);
}

}  // namespace

Result<VideoDecoder> VideoDecoder::make(const AVStream& stream, const VideoLimits& limits) {
    const AVCodec* codec = avcodec_find_decoder(stream.codecpar->codec_id);
    if (!codec) return Error(Errc::invalid, "the video is coded in a way that is not known");
    VideoDecoder decoder;
    decoder.limits_ = limits;
    decoder.codec_.reset(avcodec_alloc_context3(codec));
    decoder.frame_.reset(av_frame_alloc());
    if (!decoder.codec_ || !decoder.frame_)
        return Error(Errc::unavailable, "no memory for a video");
    if (avcodec_parameters_to_context(decoder.codec_.get(), stream.codecpar) < 0)
        return Error(Errc::invalid, "the video's parameters cannot be used");
    decoder.codec_->thread_count = 1;
    decoder.codec_->max_pixels = limits.pixels_max;
    decoder.codec_->skip_frame = AVDISCARD_NONKEY;
    // Without it a key frame comes out only after others that were put behind it.
    decoder.codec_->flags |= AV_CODEC_FLAG_LOW_DELAY;
    if (avcodec_open2(decoder.codec_.get(), codec, nullptr) < 0)
        return Error(Errc::invalid, "the video's decoder does not start");
    decoder.time_base_ = stream.time_base;
    if (stream.start_time != AV_NOPTS_VALUE) decoder.start_ = stream.start_time;
    return decoder;
}

void VideoDecoder::decode_all() {
    codec_->skip_frame = AVDISCARD_DEFAULT;
}

Result<bool> VideoDecoder::decode(const AVPacket& packet) {
    const int sent = avcodec_send_packet(codec_.get(), &packet);
    if (sent == AVERROR(ENOMEM)) return Error(Errc::unavailable, "no memory for a video");
    return avcodec_receive_frame(codec_.get(), frame_.get()) >= 0;
}

std::optional<std::chrono::milliseconds> VideoDecoder::time() const {
    const auto pts = frame_->best_effort_timestamp;
    if (pts == AV_NOPTS_VALUE) return std::nullopt;
    constexpr AVRational milliseconds{1, 1'000};
    return std::chrono::milliseconds(av_rescale_q(pts - start_, time_base_, milliseconds));
}

Result<std::string> VideoDecoder::picture() {
    const AVFrame& frame = *frame_;
    if (frame.width < 2 || frame.height < 2 ||
        static_cast<std::int64_t>(frame.width) * frame.height > limits_.pixels_max)
        return Error(Errc::invalid, "the video's size is beyond the limits");
    const Size size = fitted(frame.width, frame.height, limits_.side_max);
    scaler_.reset(sws_getCachedContext(
        scaler_.release(), frame.width, frame.height, static_cast<AVPixelFormat>(frame.format),
        size.width, size.height, AV_PIX_FMT_BGR24, SWS_AREA, nullptr, nullptr, nullptr));
    if (!scaler_) return Error(Errc::invalid, "the video's pixels are of an unknown kind");
    // Some of its vector code writes a little past the end of a line.
    constexpr std::size_t slack = 64;
    const int stride = size.width * 3;
    std::vector<std::uint8_t> pixels(
        static_cast<std::size_t>(stride) * static_cast<std::size_t>(size.height) + slack);
    std::uint8_t* const planes[] = {pixels.data()};
    const int strides[] = {stride};
    sws_scale(scaler_.get(), frame.data, frame.linesize, 0, frame.height, planes, strides);
    return jpeg_of(pixels, size);
}

}  // namespace tts
