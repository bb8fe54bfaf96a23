#include "apps/tiktoksales/capture/stream_sources.hpp"

#include "apps/tiktoksales/background.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <vector>

namespace tts {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view folder_scheme = "folder:";
constexpr std::array<std::string_view, 6> schemes = {"https://", "http://", "rtmps://",
                                                     "rtmp://",  "file:",   folder_scheme};
constexpr std::size_t url_bytes_max = 2'048;
constexpr std::uintmax_t picture_bytes_max = 8 * 1024 * 1024;

// Pictures that are there whenever they are asked for, an interval apart.
class PacedReader final : public FrameReader {
public:
    using Picture = std::function<Result<std::string>()>;

    PacedReader(Picture picture, std::chrono::milliseconds interval, std::stop_token stop)
        : picture_(std::move(picture)), interval_(interval), stop_(std::move(stop)) {}

    Result<VideoFrame> next() override {
        const auto elapsed = std::chrono::steady_clock::now() - last_;
        const auto left =
            interval_ - std::chrono::duration_cast<std::chrono::milliseconds>(elapsed);
        if (!sleep_unless_stopped(stop_, std::max(left, std::chrono::milliseconds(0))))
            return Error(Errc::unavailable, "asked to stop");
        last_ = std::chrono::steady_clock::now();
        auto picture = picture_();
        if (!picture) return picture.error();
        return VideoFrame{.picture = std::move(*picture), .taken_at = now()};
    }

private:
    const Picture picture_;
    const std::chrono::milliseconds interval_;
    const std::stop_token stop_;
    std::chrono::steady_clock::time_point last_;
};

Result<std::vector<fs::path>> pictures_in(const fs::path& root, const std::string& name) {
    if (root.empty()) return Error(Errc::denied, "no folder of videos is set");
    std::error_code error;
    const auto base = fs::canonical(root, error);
    const auto folder = error ? base : fs::canonical(base / name, error);
    if (error) return Error(Errc::not_found, "there is no folder " + name);
    const auto relative = folder.lexically_relative(base);
    if (relative.empty() || *relative.begin() == "..")
        return Error(Errc::denied, "the folder is outside of the folder of videos");
    std::vector<fs::path> pictures;
    for (fs::directory_iterator file(folder, error), end; !error && file != end;
         file.increment(error))
        if (file->is_regular_file()) pictures.push_back(file->path());
    if (error) return Error(Errc::not_found, name + ": " + error.message());
    if (pictures.empty()) return Error(Errc::not_found, "the folder " + name + " is empty");
    std::sort(pictures.begin(), pictures.end());
    return pictures;
}

Result<std::string> content_of(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file) return Error(Errc::unavailable, "cannot read " + path.filename().string());
    if (size > picture_bytes_max)
        return Error(Errc::invalid, path.filename().string() + " is too large for a picture");
    return std::string(std::istreambuf_iterator<char>(file), {});
}

ByteSourceSettings web_settings(const ServeSettings& settings) {
    ByteSourceSettings web;
    web.rules.allow_private = settings.fetch_private;
    web.rules.hosts_trusted = settings.fetch_hosts;
    return web;
}

FfmpegSettings video_settings(const ServeSettings& settings) {
    return {.interval = settings.capture.interval,
            .folder = settings.capture.folder,
            .rtmp_hosts = settings.fetch_hosts,
            .any_rtmp_host = settings.fetch_private};
}

}  // namespace

StreamSources::StreamSources(const ServeSettings& settings, Camera& camera)
    : camera_(camera),
      options_(settings.capture),
      web_(web_settings(settings)),
      videos_(web_, video_settings(settings)) {}

Result<std::unique_ptr<FrameReader>> StreamSources::open(const StreamSource& source,
                                                         const std::stop_token& stop) {
    if (source.url.empty()) {
        if (!camera_.is_set()) return Error(Errc::not_found, "no video of this streamer is set");
        return std::make_unique<PacedReader>(
            [this, name = source.streamer] { return camera_.frame(name); }, options_.interval,
            stop);
    }
    if (!source.url.starts_with(folder_scheme)) return videos_.open(source, stop);
    auto pictures = pictures_in(options_.folder, source.url.substr(folder_scheme.size()));
    if (!pictures) return pictures.error();
    return std::make_unique<PacedReader>(
        [pictures = std::move(*pictures), next = std::size_t{0}]() mutable {
            return content_of(pictures[next++ % pictures.size()]);
        },
        options_.interval, stop);
}

Result<void> check_stream_url(const std::string& url) {
    if (url.empty()) return {};
    const bool is_known = std::any_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) {
        return url.starts_with(scheme) && url.size() > scheme.size();
    });
    if (!is_known)
        return Error(Errc::invalid,
                     "must begin with https://, http://, rtmps://, rtmp://, file: or folder:");
    if (url.size() > url_bytes_max || has_control_characters(url) ||
        url.find_first_of(" \t\\") != std::string::npos)
        return Error(Errc::invalid, "must be a URL of at most 2048 characters without spaces");
    return {};
}

}  // namespace tts
