#include "adapters/ffmpeg/video_input.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <utility>

namespace tts {

namespace {

using Clock = std::chrono::steady_clock;

constexpr int io_buffer_bytes = 32 * 1024;
constexpr std::string_view playlist_mark = "#EXTM3U";

// What a stream may consist of. Other containers and codecs are attack surface.
constexpr const char* formats = "hls,flv,live_flv,mpegts,mov,mp4,m4a,3gp,3g2,mj2,matroska,webm";
constexpr const char* codecs = "h264,hevc,vp8,vp9,libdav1d,av1,mjpeg,mpeg4,flv,mpeg2video";

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

std::string scheme_of(const std::string& url) {
    const auto colon = url.find(':');
    return colon == std::string::npos ? std::string() : url.substr(0, colon);
}

std::string host_of(const std::string& url) {
    const auto begin = url.find("://");
    if (begin == std::string::npos) return {};
    const auto authority = url.substr(begin + 3, url.find_first_of("/?#", begin + 3) - begin - 3);
    const auto host = authority.substr(authority.rfind('@') + 1);
    return host.substr(0, host.find(':'));
}

std::string text_of(int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    return text.data();
}

}  // namespace

// One URL that is open: bytes of the web, or a file.
struct VideoInput::Source {
    VideoInput* input = nullptr;
    std::unique_ptr<ByteStream> web;
    std::unique_ptr<std::FILE, CloseFile> file;
    std::int64_t bytes = 0;
    bool is_playlist = false;

    Result<std::size_t> fill(std::uint8_t* to, int size) {
        const auto wanted = static_cast<std::size_t>(size);
        if (web) return web->read({reinterpret_cast<char*>(to), wanted});
        return std::fread(to, 1, wanted, file.get());
    }

    int read(std::uint8_t* to, int size) {
        if (input->must_stop()) return AVERROR_EXIT;
        const auto got = fill(to, size);
        if (!got) {
            input->failure_ = got.error();
            return AVERROR(EIO);
        }
        if (*got == 0) return AVERROR_EOF;
        const auto count = static_cast<std::int64_t>(*got);
        if (bytes == 0)
            is_playlist = std::string_view(reinterpret_cast<const char*>(to), *got)
                              .substr(0, playlist_mark.size() + 3)
                              .find(playlist_mark) != std::string_view::npos;
        bytes += count;
        input->bytes_ += count;
        const VideoLimits& limits = input->settings_.limits;
        const bool is_long = is_playlist && bytes > limits.playlist_bytes_max;
        if (!is_long && input->bytes_ <= limits.bytes_a_frame_max) return static_cast<int>(count);
        input->failure_ = Error(
            Errc::invalid, is_long ? "the playlist is too long" : "too much data for one frame");
        return AVERROR(EIO);
    }

    static int read_callback(void* source, std::uint8_t* to, int size) {
        return static_cast<Source*>(source)->read(to, size);
    }

    static std::int64_t seek_callback(void* source, std::int64_t offset, int whence) {
        std::FILE* file = static_cast<Source*>(source)->file.get();
        if ((whence & AVSEEK_SIZE) != 0) {
            const auto place = std::ftell(file);
            std::fseek(file, 0, SEEK_END);
            const auto size = std::ftell(file);
            std::fseek(file, place, SEEK_SET);
            return size;
        }
        if (std::fseek(file, static_cast<long>(offset), whence & ~AVSEEK_FORCE) != 0)
            return AVERROR(EIO);
        return std::ftell(file);
    }
};

VideoInput::VideoInput(ByteSource& web, const FfmpegSettings& settings, std::stop_token stop)
    : web_(web), settings_(settings), stop_(std::move(stop)) {
    begin_frame();
}

VideoInput::~VideoInput() {
    if (format_) avformat_close_input(&format_);
    while (!sources_.empty()) close(sources_.begin()->first);
}

void VideoInput::begin_frame() {
    deadline_ = Clock::now() + settings_.limits.silence_max;
    bytes_ = 0;
}

bool VideoInput::must_stop() const {
    return stop_.stop_requested() || Clock::now() > deadline_;
}

Error VideoInput::failure(int code, const char* action) const {
    if (stop_.stop_requested()) return {Errc::unavailable, "asked to stop"};
    if (failure_) return *failure_;
    if (Clock::now() > deadline_) return {Errc::unavailable, "no frame came for too long"};
    const auto what = std::string(action) + ": " + text_of(code);
    const bool never = code == AVERROR_INVALIDDATA || code == AVERROR_DEMUXER_NOT_FOUND;
    return {never ? Errc::invalid : Errc::unavailable, what};
}

Result<AVFormatContext*> VideoInput::open(const std::string& url) {
    const std::string scheme = scheme_of(url);
    is_file_ = scheme == "file";
    is_web_ = scheme == "http" || scheme == "https";
    if (!is_file_ && !is_web_ && scheme != "rtmp" && scheme != "rtmps")
        return Error(Errc::invalid, "a stream's URL begins with https, http, rtmp, rtmps or file");
    const auto opened = open_format(url);
    if (!opened) return opened.error();
    const int found = avformat_find_stream_info(format_, nullptr);
    if (found < 0) return failure(found, "looking for the video");
    return format_;
}

Result<void> VideoInput::open_format(const std::string& url) {
    format_ = avformat_alloc_context();
    if (!format_) return Error(Errc::unavailable, "no memory for a video");
    format_->opaque = this;
    // What is open is closed here: FFmpeg would take it for a connection of its own.
    format_->flags |= AVFMT_FLAG_CUSTOM_IO;
    format_->io_open = open_callback;
    format_->io_close2 = close_callback;
    format_->interrupt_callback = {.callback = interrupt_callback, .opaque = this};
    constexpr int probed_bytes_max = 2 * 1024 * 1024;
    format_->probesize = probed_bytes_max;
    format_->max_analyze_duration = 3 * static_cast<std::int64_t>(AV_TIME_BASE);

    AVDictionary* options = nullptr;
    av_dict_set(&options, "format_whitelist", formats, 0);
    av_dict_set(&options, "codec_whitelist", codecs, 0);
    // Connections that are used again belong to FFmpeg's own HTTP, which is not used here.
    av_dict_set(&options, "http_persistent", "0", 0);
    av_dict_set(&options, "http_multiple", "0", 0);
    av_dict_set(&options, "max_reload", "5", 0);
    const int code = avformat_open_input(&format_, url.c_str(), nullptr, &options);
    av_dict_free(&options);
    if (code < 0) return failure(code, "opening the video");
    return {};
}

int VideoInput::open_callback(
    AVFormatContext* format, AVIOContext** io, const char* url, int flags, AVDictionary**) {
    auto& input = *static_cast<VideoInput*>(format->opaque);
    if ((flags & AVIO_FLAG_WRITE) != 0 || input.must_stop()) return AVERROR_EXIT;
    auto opened = input.open_url(url);
    if (!opened) {
        input.failure_ = opened.error();
        return AVERROR(EIO);
    }
    *io = *opened;
    return 0;
}

int VideoInput::close_callback(AVFormatContext* format, AVIOContext* io) {
    if (io) static_cast<VideoInput*>(format->opaque)->close(io);
    return 0;
}

int VideoInput::interrupt_callback(void* input) {
    return static_cast<VideoInput*>(input)->must_stop() ? 1 : 0;
}

// What begins as a stream of one kind stays there: a playlist of the web names no file.
Result<AVIOContext*> VideoInput::open_url(const std::string& url) {
    const std::string scheme = scheme_of(url);
    if (is_web_ && (scheme == "http" || scheme == "https")) return open_web(url);
    if (is_file_ && (scheme == "file" || scheme.empty())) return open_file(url);
    if (!is_web_ && !is_file_ && (scheme == "rtmp" || scheme == "rtmps")) return open_rtmp(url);
    return Error(Errc::denied, "the video names a " + scheme + " URL, which is not opened");
}

Result<AVIOContext*> VideoInput::open_web(const std::string& url) {
    auto stream = web_.open(url, stop_);
    if (!stream) return stream.error();
    auto source = std::make_unique<Source>();
    source->web = std::move(*stream);
    return keep(std::move(source));
}

Result<AVIOContext*> VideoInput::open_file(const std::string& url) {
    if (settings_.folder.empty())
        return Error(Errc::denied, "no folder of videos is set, so that no file is opened");
    std::error_code error;
    const auto folder = std::filesystem::canonical(settings_.folder, error);
    const auto name = url.starts_with("file:") ? url.substr(5) : url;
    const auto path = error ? folder : std::filesystem::canonical(folder / name, error);
    if (error) return Error(Errc::not_found, "there is no video " + name);
    const auto relative = path.lexically_relative(folder);
    if (relative.empty() || *relative.begin() == "..")
        return Error(Errc::denied, "the file is outside of the folder of videos");
    auto source = std::make_unique<Source>();
    source->file.reset(std::fopen(path.c_str(), "rbe"));
    if (!source->file) return Error(Errc::not_found, "the video " + name + " cannot be read");
    return keep(std::move(source));
}

Result<AVIOContext*> VideoInput::open_rtmp(const std::string& url) {
    const std::string host = host_of(url);
    const auto& trusted = settings_.rtmp_hosts;
    if (!settings_.any_rtmp_host &&
        std::find(trusted.begin(), trusted.end(), host) == trusted.end())
        return Error(Errc::denied, "rtmp from " + host + " is not allowed by the settings");
    AVDictionary* options = nullptr;
    av_dict_set(&options, "protocol_whitelist", "rtmp,rtmps,tcp,tls", 0);
    AVIOContext* io = nullptr;
    const int code =
        avio_open2(&io, url.c_str(), AVIO_FLAG_READ, &format_->interrupt_callback, &options);
    av_dict_free(&options);
    if (code < 0) return Error(Errc::unavailable, "connecting to " + host + ": " + text_of(code));
    sources_[io] = nullptr;
    return io;
}

Result<AVIOContext*> VideoInput::keep(std::unique_ptr<Source> source) {
    source->input = this;
    auto* buffer = static_cast<unsigned char*>(av_malloc(io_buffer_bytes));
    if (!buffer) return Error(Errc::unavailable, "no memory for a video");
    auto* seek = source->file ? Source::seek_callback : nullptr;
    AVIOContext* io = avio_alloc_context(buffer, io_buffer_bytes, 0, source.get(),
                                         Source::read_callback, nullptr, seek);
    if (!io) {
        av_free(buffer);
        return Error(Errc::unavailable, "no memory for a video");
    }
    sources_[io] = std::move(source);
    return io;
}

void VideoInput::close(AVIOContext* io) {
    const auto found = sources_.find(io);
    if (found == sources_.end()) return;
    const bool is_ours = found->second != nullptr;
    sources_.erase(found);
    if (!is_ours) {
        avio_close(io);
        return;
    }
    av_free(io->buffer);
    io->buffer = nullptr;
    avio_context_free(&io);
}

}  // namespace tts
