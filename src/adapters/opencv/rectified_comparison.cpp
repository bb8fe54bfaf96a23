#include "adapters/opencv/rectified_comparison.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

namespace tts {

namespace {

constexpr double canvas_side = 96;  // Finer detail than this is what the points are for.
constexpr int patches_a_side = 5;
constexpr int patch_pixels_min = 40;

cv::Mat smooth_lab(const cv::Mat& picture) {
    cv::Mat scaled;
    picture.convertTo(scaled, CV_32FC3, 1.0 / 255);
    cv::Mat lab;
    cv::cvtColor(scaled, lab, cv::COLOR_BGR2Lab);
    // The two pictures fit to a pixel or two only.
    cv::GaussianBlur(lab, lab, {5, 5}, 1.2);
    return lab;
}

constexpr float lightness_scale = 2.55F;
constexpr float colour_offset = 128;

cv::Mat as_bytes(const cv::Mat& lab) {
    cv::Mat bytes(lab.size(), CV_8UC3);
    for (int y = 0; y < lab.rows; ++y)
        for (int x = 0; x < lab.cols; ++x) {
            const auto& pixel = lab.at<cv::Vec3f>(y, x);
            bytes.at<cv::Vec3b>(y, x) = {
                cv::saturate_cast<std::uint8_t>(pixel[0] * lightness_scale),
                cv::saturate_cast<std::uint8_t>(pixel[1] + colour_offset),
                cv::saturate_cast<std::uint8_t>(pixel[2] + colour_offset)};
        }
    return bytes;
}

cv::Vec3f from_bytes(const cv::Vec3b& bytes) {
    return {static_cast<float>(bytes[0]) / lightness_scale,
            static_cast<float>(bytes[1]) - colour_offset,
            static_cast<float>(bytes[2]) - colour_offset};
}

// Sums over the pixels of one region, for two pictures at once.
struct Sums {
    int count = 0;
    std::array<double, 3> a{};
    std::array<double, 3> b{};
    std::array<double, 3> aa{};
    std::array<double, 3> bb{};
    std::array<double, 3> ab{};

    void add(const cv::Vec3f& x, const cv::Vec3f& y) {
        ++count;
        for (int i = 0; i < 3; ++i) {
            const auto channel = static_cast<std::size_t>(i);
            a[channel] += x[i];
            b[channel] += y[i];
            aa[channel] += x[i] * x[i];
            bb[channel] += y[i] * y[i];
            ab[channel] += x[i] * y[i];
        }
    }
};

// The correlation over some channels together, each channel's mean taken away. `noise` is the
// variance that plain surfaces have by chance: it keeps them from correlating.
double correlation(const Sums& sums, std::initializer_list<std::size_t> channels, double noise) {
    if (sums.count == 0) return 0;
    double covariance = 0;
    double variance_a = noise;
    double variance_b = noise;
    for (const std::size_t i : channels) {
        const double n = sums.count;
        covariance += sums.ab[i] / n - sums.a[i] / n * sums.b[i] / n;
        variance_a += sums.aa[i] / n - sums.a[i] / n * sums.a[i] / n;
        variance_b += sums.bb[i] / n - sums.b[i] / n * sums.b[i] / n;
    }
    return covariance / std::sqrt(variance_a * variance_b);
}

// How far the region's mean colours are apart, beyond the shift that the light explains.
double colour_distance(const Sums& sums, double shift_a = 0, double shift_b = 0) {
    return std::hypot((sums.b[1] - sums.a[1]) / sums.count - shift_a,
                      (sums.b[2] - sums.a[2]) / sums.count - shift_b);
}

double mean_of_highest_quarter(std::vector<double>& values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end(), std::greater<>());
    const std::size_t quarter = std::max<std::size_t>(1, values.size() / 4);
    double sum = 0;
    for (std::size_t i = 0; i < quarter; ++i) sum += values[i];
    return sum / static_cast<double>(quarter);
}

using Patches = std::array<Sums, patches_a_side * patches_a_side>;

void fill_in(const Sums& whole, const Patches& patches, Likeness& likeness) {
    // Variances of camera noise in Lab, as seen on plain walls.
    constexpr double lightness_noise = 4;
    constexpr double colour_noise = 4;
    likeness.lightness = correlation(whole, {0}, lightness_noise);
    likeness.colour = correlation(whole, {1, 2}, colour_noise);
    likeness.colour_distance = colour_distance(whole);

    const double shift_a = (whole.b[1] - whole.a[1]) / whole.count;
    const double shift_b = (whole.b[2] - whole.a[2]) / whole.count;
    std::vector<double> distances;
    for (const Sums& patch : patches) {
        if (patch.count < patch_pixels_min) continue;
        distances.push_back(colour_distance(patch, shift_a, shift_b));
    }
    likeness.patch_colour_distance = mean_of_highest_quarter(distances);
}

}  // namespace

cv::Mat foreground_of(const cv::Mat& picture) {
    // Studio photos have a plain background: what can be reached from the border without a step.
    constexpr int step_max = 6;
    cv::Mat filled(picture.rows + 2, picture.cols + 2, CV_8UC1, cv::Scalar(0));
    cv::Mat work = picture.clone();
    const std::array<cv::Point, 4> corners = {{{0, 0},
                                               {picture.cols - 1, 0},
                                               {0, picture.rows - 1},
                                               {picture.cols - 1, picture.rows - 1}}};
    for (const cv::Point& corner : corners)
        if (filled.at<std::uint8_t>(corner.y + 1, corner.x + 1) == 0)
            cv::floodFill(work, filled, corner, cv::Scalar(), nullptr, cv::Scalar::all(step_max),
                          cv::Scalar::all(step_max),
                          4 | (255 << 8) | cv::FLOODFILL_MASK_ONLY | cv::FLOODFILL_FIXED_RANGE);
    cv::Mat foreground = filled(cv::Rect(1, 1, picture.cols, picture.rows)) == 0;
    const double share =
        static_cast<double>(cv::countNonZero(foreground)) / static_cast<double>(picture.total());
    constexpr double share_min = 0.08;  // Less is no product, so that the fill has run into it.
    if (share < share_min) foreground.setTo(255);
    return foreground;
}

ReferenceCanvas make_reference_canvas(const cv::Mat& picture) {
    ReferenceCanvas canvas;
    canvas.scale = canvas_side / std::max(picture.cols, picture.rows);
    const cv::Size size(std::max(1, static_cast<int>(std::lround(picture.cols * canvas.scale))),
                        std::max(1, static_cast<int>(std::lround(picture.rows * canvas.scale))));
    cv::Mat small;
    cv::resize(picture, small, size, 0, 0, cv::INTER_AREA);
    canvas.foreground = foreground_of(small);
    canvas.lab = as_bytes(smooth_lab(small));
    return canvas;
}

void compare_rectified(const ReferenceCanvas& reference,
                       const cv::Mat& frame,
                       const cv::Matx23d& reference_to_frame,
                       Likeness& likeness) {
    cv::Matx23d canvas_to_frame = reference_to_frame;
    for (int row = 0; row < 2; ++row)
        for (int column = 0; column < 2; ++column) canvas_to_frame(row, column) /= reference.scale;
    const cv::Size size = reference.lab.size();
    cv::Mat laid;
    cv::warpAffine(frame, laid, canvas_to_frame, size, cv::INTER_AREA | cv::WARP_INVERSE_MAP,
                   cv::BORDER_REPLICATE);
    cv::Mat inside;
    const cv::Mat everywhere(frame.size(), CV_8UC1, cv::Scalar(255));
    cv::warpAffine(everywhere, inside, canvas_to_frame, size,
                   cv::INTER_NEAREST | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT, cv::Scalar(0));
    const cv::Mat lab = smooth_lab(laid);

    Sums whole;
    Patches patches;
    int foreground_pixels = 0;
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            if (!reference.foreground.at<std::uint8_t>(y, x)) continue;
            ++foreground_pixels;
            if (!inside.at<std::uint8_t>(y, x)) continue;
            const cv::Vec3f a = from_bytes(reference.lab.at<cv::Vec3b>(y, x));
            const auto& b = lab.at<cv::Vec3f>(y, x);
            whole.add(a, b);
            const int patch =
                y * patches_a_side / size.height * patches_a_side + x * patches_a_side / size.width;
            patches[static_cast<std::size_t>(patch)].add(a, b);
        }
    if (whole.count == 0) return;

    likeness.visible = static_cast<double>(whole.count) / std::max(1, foreground_pixels);
    fill_in(whole, patches, likeness);
}

}  // namespace tts
