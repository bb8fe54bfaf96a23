// Videos of all kinds, read from files and from a server of the test's own.

#include "adapters/ffmpeg/ffmpeg_frame_source.hpp"
#include "adapters/curl/curl_byte_source.hpp"
#include "adapters/opencv/image_codec.hpp"
#include "integration/vision_small_server.hpp"
#include "support/eventually.hpp"
#include "support/temp_folder.hpp"
#include "support/test_video.hpp"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

namespace tts::test {
namespace {

using namespace std::chrono_literals;

cv::Mat plain(const cv::Scalar& colour) {
    return {120, 160, CV_8UC3, colour};
}

const cv::Scalar blue(200, 40, 40);
const cv::Scalar red(40, 40, 200);

std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string answer(const std::string& body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\nConnection: close\r\n\r\n" + body;
}

std::string path_of(const std::string& request) {
    const auto begin = request.find(' ') + 1;
    return request.substr(begin, request.find(' ', begin) - begin);
}

class FfmpegFrames : public testing::Test {
protected:
    FfmpegFrames() : server_([this](const std::string& request) { return serve(request); }) {
        web_settings_.rules.hosts_trusted = {"127.0.0.1"};
        web_settings_.connect_timeout = 30s;
        web_settings_.silence_max = 30s;
        settings_.interval = 100ms;
        settings_.folder = folder_.path();
        settings_.limits.silence_max = 60s;
    }

    std::string serve(const std::string& request) {
        const auto found = pages_.find(path_of(request));
        if (found != pages_.end()) return answer(found->second);
        return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    }

    std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(server_.port()) + path;
    }

    // A video of two seconds, blue and then red.
    std::filesystem::path write(const std::string& name, const std::string& format) {
        const auto path = folder_.path() / name;
        write_video(path, {plain(blue), plain(red)}, {.format = format});
        return path;
    }

    // Served at this path.
    void publish(const std::string& path, const std::string& format) {
        pages_[path] = content_of(write("published", format));
    }

    // The mean colours of all frames, until the error that ends them.
    Error watch(const std::string& url) {
        CurlByteSource web(web_settings_);
        FfmpegFrameSource source(web, settings_);
        const auto reader = source.open({.streamer = "ana", .url = url}, stop_.get_token());
        if (!reader) return reader.error();
        for (;;) {
            const auto frame = (*reader)->next();
            if (!frame) return frame.error();
            colours_.push_back(cv::mean(decode_image(frame->picture).value()));
        }
    }

    bool saw(const cv::Scalar& colour) const {
        return std::any_of(colours_.begin(), colours_.end(),
                           [&](const cv::Scalar& seen) { return cv::norm(seen - colour) < 30; });
    }

    TempFolder folder_;
    ByteSourceSettings web_settings_;
    FfmpegSettings settings_;
    std::map<std::string, std::string> pages_;
    SmallServer server_;
    std::stop_source stop_;
    std::vector<cv::Scalar> colours_;
};

TEST_F(FfmpegFrames, AFileIsReadAsItIsShownAndThenEnds) {
    write("show.mp4", "mp4");
    settings_.interval = 900ms;
    // Who stands still for a while misses what is shown meanwhile: then it looks again.
    const bool saw_both = eventually(60s, [&] {
        colours_.clear();
        const auto started = std::chrono::steady_clock::now();

        const Error end = watch("file:show.mp4");

        EXPECT_EQ(end.what(), std::string("the video is at its end"));
        EXPECT_LE(colours_.size(), 3U);
        EXPECT_TRUE(!saw(red) || std::chrono::steady_clock::now() - started >= 900ms);
        return saw(blue) && saw(red);
    });

    EXPECT_TRUE(saw_both);
}

TEST_F(FfmpegFrames, VideosOfTheWebAreReadWhateverTheirKind) {
    settings_.interval = 0ms;
    for (const auto& [name, format] :
         std::map<std::string, std::string>{{"/live.flv", "flv"}, {"/live.ts", "mpegts"}}) {
        publish(name, format);
        colours_.clear();

        const Error end = watch(url(name));

        EXPECT_EQ(end.code(), Errc::unavailable) << name << end.what();
        EXPECT_TRUE(saw(blue)) << name;
        EXPECT_TRUE(saw(red)) << name;
    }
}

TEST_F(FfmpegFrames, APlaylistsSegmentsAreRead) {
    settings_.interval = 0ms;
    publish("/one.ts", "mpegts");
    pages_["/live.m3u8"] =
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.0,\none.ts\n"
        "#EXT-X-ENDLIST\n";

    const Error end = watch(url("/live.m3u8"));

    EXPECT_EQ(end.what(), std::string("the video is at its end"));
    EXPECT_TRUE(saw(blue));
    EXPECT_TRUE(saw(red));
}

TEST_F(FfmpegFrames, APlaylistOpensNeitherFilesNorHostsThatAreNotPublic) {
    write("secret.ts", "mpegts");
    const auto port = std::to_string(server_.port());
    publish("/inner.ts", "mpegts");
    const std::vector<std::string> segments = {"file:secret.ts",
                                               "file://" + (folder_.path() / "secret.ts").string(),
                                               "http://localhost:" + port + "/inner.ts",
                                               "http://169.254.169.254/x.ts",
                                               "rtmp://127.0.0.1:" + port + "/x",
                                               "concat:one.ts|two.ts",
                                               "crypto+http://127.0.0.1:" + port + "/inner.ts"};
    for (const std::string& segment : segments) {
        pages_["/evil.m3u8"] =
            "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1.0,\n" + segment + "\n#EXT-X-ENDLIST\n";

        watch(url("/evil.m3u8"));

        EXPECT_TRUE(colours_.empty()) << segment;
    }
}

TEST_F(FfmpegFrames, ARedirectIsCheckedAgain) {
    const std::string target = "http://localhost:" + std::to_string(server_.port()) + "/live.ts";
    SmallServer redirecting([&](const std::string&) {
        return "HTTP/1.1 302 Found\r\nLocation: " + target +
               "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    });
    publish("/live.ts", "mpegts");

    const Error end = watch("http://127.0.0.1:" + std::to_string(redirecting.port()) + "/live.ts");

    EXPECT_EQ(end.code(), Errc::denied) << end.what();
    EXPECT_TRUE(colours_.empty());
}

TEST_F(FfmpegFrames, WhatIsNoVideoIsRefused) {
    pages_["/page.html"] = "<html><body>No video here.</body></html>";
    pages_["/zeros.flv"] = std::string(100'000, '\0');
    pages_["/head.flv"] = "FLV\x01\x05";
    std::string endless = "#EXTM3U\n";
    while (endless.size() < 2'000'000) endless += "#EXTINF:1,\na.ts\n";
    pages_["/endless.m3u8"] = endless;

    for (const char* path : {"/page.html", "/zeros.flv", "/head.flv", "/endless.m3u8", "/none"})
        EXPECT_FALSE(watch(url(path)).what().empty()) << path;
    EXPECT_EQ(watch("gopher://x/").code(), Errc::invalid);
    EXPECT_EQ(watch("concat:/etc/passwd").code(), Errc::invalid);
    EXPECT_TRUE(colours_.empty());
}

TEST_F(FfmpegFrames, FilesAreOpenedInTheirFolderOnly) {
    EXPECT_EQ(watch("file:../../../etc/hostname").code(), Errc::denied);
    EXPECT_EQ(watch("file:/etc/hostname").code(), Errc::denied);
    EXPECT_EQ(watch("file:none.mp4").code(), Errc::not_found);
    settings_.folder.clear();
    EXPECT_EQ(watch("file:show.mp4").code(), Errc::denied);
}

TEST_F(FfmpegFrames, RtmpIsOpenedFromNamedHostsOnly) {
    EXPECT_EQ(watch("rtmp://127.0.0.1:1/live/key").code(), Errc::denied);
    EXPECT_EQ(watch("rtmp://good@evil.example/live/key").code(), Errc::denied);
    settings_.rtmp_hosts = {"127.0.0.1"};
    EXPECT_EQ(watch("rtmp://127.0.0.1:1/live/key").code(), Errc::unavailable);
}

TEST_F(FfmpegFrames, AStreamThatStandsStillIsGivenUp) {
    SmallServer silent([](const std::string&) { return std::string(SmallServer::never); });
    web_settings_.silence_max = 500ms;

    const Error end = watch("http://127.0.0.1:" + std::to_string(silent.port()) + "/live.flv");

    EXPECT_EQ(end.code(), Errc::unavailable);
}

TEST_F(FfmpegFrames, WhoIsAskedToStopStops) {
    write("show.mp4", "mp4");
    stop_.request_stop();

    EXPECT_EQ(watch("file:show.mp4").what(), std::string("asked to stop"));
}

}  // namespace
}  // namespace tts::test
