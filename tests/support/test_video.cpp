#include "support/test_video.hpp"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <memory>
#include <stdexcept>

namespace tts::test {

namespace {

void require(bool fine, const char* what) {
    if (!fine) throw std::runtime_error(std::string("cannot write a test video: ") + what);
}

AVCodecID codec_of(const std::string& format) {
    if (format == "flv") return AV_CODEC_ID_FLV1;
    return format == "mpegts" ? AV_CODEC_ID_MPEG2VIDEO : AV_CODEC_ID_MPEG4;
}

class Writer {
public:
    Writer(const std::filesystem::path& path, cv::Size size, const TestVideo& video) {
        avformat_alloc_output_context2(&format_, nullptr, video.format.c_str(), path.c_str());
        require(format_ != nullptr, "the container");
        const AVCodec* codec = avcodec_find_encoder(codec_of(video.format));
        require(codec != nullptr, "the codec");
        codec_.reset(avcodec_alloc_context3(codec));
        codec_->width = size.width;
        codec_->height = size.height;
        codec_->pix_fmt = AV_PIX_FMT_YUV420P;
        codec_->time_base = {1, video.frames_a_second};
        codec_->framerate = {video.frames_a_second, 1};
        codec_->gop_size = video.frames_a_picture;
        codec_->max_b_frames = 0;
        codec_->bit_rate = 4'000'000;
        if (codec->id == AV_CODEC_ID_MPEG2VIDEO) codec_->framerate = {25, 1};
        if (codec->id == AV_CODEC_ID_MPEG2VIDEO) codec_->time_base = {1, 25};
        if ((format_->oformat->flags & AVFMT_GLOBALHEADER) != 0)
            codec_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        require(avcodec_open2(codec_.get(), codec, nullptr) >= 0, "opening the codec");
        stream_ = avformat_new_stream(format_, nullptr);
        avcodec_parameters_from_context(stream_->codecpar, codec_.get());
        stream_->time_base = codec_->time_base;
        require(avio_open(&format_->pb, path.c_str(), AVIO_FLAG_WRITE) >= 0, "opening the file");
        require(avformat_write_header(format_, nullptr) >= 0, "the header");
        frame_.reset(av_frame_alloc());
        frame_->format = AV_PIX_FMT_YUV420P;
        frame_->width = size.width;
        frame_->height = size.height;
        require(av_frame_get_buffer(frame_.get(), 0) >= 0, "a frame");
        packet_.reset(av_packet_alloc());
    }
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    ~Writer() {
        avio_closep(&format_->pb);
        avformat_free_context(format_);
    }

    void add(const cv::Mat& picture) {
        require(av_frame_make_writable(frame_.get()) >= 0, "a frame");
        SwsContext* scaler =
            sws_getContext(picture.cols, picture.rows, AV_PIX_FMT_BGR24, picture.cols, picture.rows,
                           AV_PIX_FMT_YUV420P, SWS_BILINEAR, nullptr, nullptr, nullptr);
        const std::uint8_t* const from[] = {picture.data};
        const int strides[] = {static_cast<int>(picture.step)};
        sws_scale(scaler, from, strides, 0, picture.rows, frame_->data, frame_->linesize);
        sws_freeContext(scaler);
        frame_->pts = next_++;
        encode(frame_.get());
    }

    void finish() {
        encode(nullptr);
        require(av_write_trailer(format_) >= 0, "the end");
    }

private:
    struct Free {
        void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
        void operator()(AVFrame* frame) const { av_frame_free(&frame); }
        void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    };

    void encode(const AVFrame* frame) {
        require(avcodec_send_frame(codec_.get(), frame) >= 0, "encoding");
        while (avcodec_receive_packet(codec_.get(), packet_.get()) >= 0) {
            av_packet_rescale_ts(packet_.get(), codec_->time_base, stream_->time_base);
            packet_->stream_index = stream_->index;
            require(av_interleaved_write_frame(format_, packet_.get()) >= 0, "writing");
        }
    }

    AVFormatContext* format_ = nullptr;
    AVStream* stream_ = nullptr;
    std::unique_ptr<AVCodecContext, Free> codec_;
    std::unique_ptr<AVFrame, Free> frame_;
    std::unique_ptr<AVPacket, Free> packet_;
    std::int64_t next_ = 0;
};

}  // namespace

void write_video(const std::filesystem::path& path,
                 const std::vector<cv::Mat>& pictures,
                 const TestVideo& video) {
    Writer writer(path, pictures.at(0).size(), video);
    for (const cv::Mat& picture : pictures)
        for (int i = 0; i < video.frames_a_picture; ++i) writer.add(picture);
    writer.finish();
}

}  // namespace tts::test
