#pragma once

#include <opencv2/core/mat.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace tts::test {

struct TestVideo {
    std::string format = "mp4";  // As FFmpeg names it: "mp4", "flv", "mpegts".
    int frames_a_picture = 10;   // Of which the first is a key frame.
    int frames_a_second = 10;
};

// Writes a video that shows one picture (BGR, all of one size with even sides) after the other.
// Throws if that fails.
void write_video(const std::filesystem::path& path,
                 const std::vector<cv::Mat>& pictures,
                 const TestVideo& video = {});

}  // namespace tts::test
