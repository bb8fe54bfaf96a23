#include "adapters/opencv/appearance.hpp"

#include "adapters/opencv/rectified_comparison.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <map>
#include <string>

namespace tts {

namespace {

// The word for a colour given as hue (degrees), saturation and value (0 to 1).
std::string colour_name(float hue, float saturation, float value) {
    if (value < 0.18F) return "black";
    if (saturation < 0.13F) return value > 0.86F ? "white" : "grey";
    struct Sector {
        float until;
        const char* name;
    };
    constexpr Sector sectors[] = {{15, "red"},     {40, "orange"}, {68, "yellow"},
                                  {165, "green"},  {195, "cyan"},  {255, "blue"},
                                  {290, "purple"}, {345, "pink"},  {360.01F, "red"}};
    const auto* sector =
        std::find_if(std::begin(sectors), std::end(sectors),
                     [hue](const Sector& candidate) { return hue < candidate.until; });
    std::string name = sector == std::end(sectors) ? "red" : sector->name;
    if (name == "orange" && value < 0.62F) return "brown";
    if (name == "red" && saturation < 0.5F && value > 0.75F) return "pink";
    if (value < 0.5F) return "dark " + name;
    if (saturation < 0.35F && value > 0.7F) return "light " + name;
    return name;
}

std::vector<ColourShare> colours_of(const cv::Mat& picture, const cv::Mat& foreground) {
    cv::Mat scaled;
    picture.convertTo(scaled, CV_32FC3, 1.0 / 255);
    cv::Mat hsv;
    cv::cvtColor(scaled, hsv, cv::COLOR_BGR2HSV);
    std::map<std::string, int> counts;
    int total = 0;
    for (int y = 0; y < hsv.rows; ++y)
        for (int x = 0; x < hsv.cols; ++x) {
            if (!foreground.at<std::uint8_t>(y, x)) continue;
            const auto& pixel = hsv.at<cv::Vec3f>(y, x);
            ++counts[colour_name(pixel[0], pixel[1], pixel[2])];
            ++total;
        }
    std::vector<ColourShare> colours;
    for (const auto& [name, count] : counts)
        colours.push_back({name, static_cast<double>(count) / std::max(1, total)});
    std::stable_sort(colours.begin(), colours.end(),
                     [](const ColourShare& a, const ColourShare& b) { return a.share > b.share; });
    return colours;
}

// The share of pixels at an edge, scaled so that a page of text is about 1.
double texture_of(const cv::Mat& picture, const cv::Mat& foreground) {
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    cv::Mat edges;
    cv::Canny(grey, edges, 60, 140);
    const double inside = std::max(1, cv::countNonZero(foreground));
    constexpr double share_of_text = 0.25;
    return std::min(1.0, cv::countNonZero(edges & foreground) / inside / share_of_text);
}

}  // namespace

Appearance appearance_of(const cv::Mat& picture) {
    const cv::Mat foreground = foreground_of(picture);
    Appearance appearance;
    appearance.colours = colours_of(picture, foreground);
    const cv::Rect box = cv::boundingRect(foreground);
    if (box.height > 0) appearance.aspect = static_cast<double>(box.width) / box.height;
    appearance.texture = texture_of(picture, foreground);
    return appearance;
}

}  // namespace tts
