#include "adapters/ffmpeg/ffmpeg_frame_source.hpp"

#include "adapters/ffmpeg/video_decoder.hpp"
#include "adapters/ffmpeg/video_input.hpp"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;

struct FreePacket {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};

// Frames of one video, an interval apart. Live video comes as it comes; a file is read as if it
// were shown.
class FfmpegFrameReader final : public FrameReader {
public:
    FfmpegFrameReader(ByteSource& web, const FfmpegSettings& settings, const std::stop_token& stop)
        : settings_(settings), stop_(stop), input_(web, settings, stop) {}

    Result<void> start(const std::string& url) {
        const auto format = input_.open(url);
        if (!format) return format.error();
        format_ = *format;
        index_ = av_find_best_stream(format_, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
        if (index_ < 0) return Error(Errc::invalid, "there is no video in it");
        for (unsigned i = 0; i < format_->nb_streams; ++i)
            if (static_cast<int>(i) != index_) format_->streams[i]->discard = AVDISCARD_ALL;
        auto decoder = VideoDecoder::make(*format_->streams[index_], settings_.limits);
        if (!decoder) return decoder.error();
        decoder_.emplace(std::move(*decoder));
        packet_.reset(av_packet_alloc());
        if (!packet_) return Error(Errc::unavailable, "no memory for a video");
        started_ = Clock::now();
        wanted_ = started_;
        return {};
    }

    Result<VideoFrame> next() override {
        input_.begin_frame();
        for (;;) {
            const int code = av_read_frame(format_, packet_.get());
            if (code == AVERROR_EOF) return Error(Errc::unavailable, "the video is at its end");
            if (code < 0) return input_.failure(code, "reading the video");
            const auto decoded =
                packet_->stream_index == index_ ? decoder_->decode(*packet_) : Result<bool>(false);
            av_packet_unref(packet_.get());
            if (!decoded) return decoded.error();
            if (input_.must_stop()) return input_.failure(AVERROR_EXIT, "reading the video");
            // A live video whose key frames are rare must be decoded as a whole.
            if (Clock::now() > wanted_ + 2 * settings_.interval) decoder_->decode_all();
            if (*decoded && is_wanted()) return frame();
        }
    }

private:
    // Whether the picture that was decoded last is one interval after the one before, and is
    // shown by now.
    bool is_wanted() {
        const auto time = decoder_->time();
        if (!input_.is_file() || !time) return Clock::now() >= wanted_;
        const auto shown = started_ + *time;
        return shown >= wanted_ && wait_until(shown);
    }

    bool wait_until(Clock::time_point time) {
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        stopped.wait_until(lock, stop_, time, [this] { return stop_.stop_requested(); });
        return !stop_.stop_requested();
    }

    Result<VideoFrame> frame() {
        auto picture = decoder_->picture();
        if (!picture) return picture.error();
        // Not `wanted_ + interval`: who was slow must not hurry afterwards.
        wanted_ = Clock::now() + settings_.interval;
        return VideoFrame{.picture = std::move(*picture), .taken_at = now()};
    }

    const FfmpegSettings& settings_;
    const std::stop_token stop_;
    VideoInput input_;
    AVFormatContext* format_ = nullptr;
    int index_ = -1;
    std::optional<VideoDecoder> decoder_;
    std::unique_ptr<AVPacket, FreePacket> packet_;
    Clock::time_point started_;
    Clock::time_point wanted_;  // When the next frame may be taken.
};

}  // namespace

FfmpegFrameSource::FfmpegFrameSource(ByteSource& web, FfmpegSettings settings)
    : web_(web), settings_(std::move(settings)) {
    av_log_set_level(AV_LOG_QUIET);  // It would print what strangers send.
}

Result<std::unique_ptr<FrameReader>> FfmpegFrameSource::open(const StreamSource& source,
                                                             const std::stop_token& stop) {
    auto reader = std::make_unique<FfmpegFrameReader>(web_, settings_, stop);
    const auto started = reader->start(source.url);
    if (!started) return started.error();
    return std::unique_ptr<FrameReader>(std::move(reader));
}

}  // namespace tts
