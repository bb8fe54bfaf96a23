#pragma once

#include <opencv2/core/mat.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace tts {

// RootSIFT, quantised to seven bits a dimension, so that eight-bit multiplications cannot overflow.
using Descriptor = std::array<std::uint8_t, 128>;

struct LocalFeatures {
    std::vector<cv::Point2f> points;
    std::vector<Descriptor> descriptors;  // One for each point.
};

// Up to `points_max` SIFT points of a picture (BGR), the strongest, and the strongest of them
// first.
LocalFeatures find_local_features(const cv::Mat& picture, int points_max);

// A point of the reference and the point of the frame that looks like it.
struct PointMatch {
    int reference = 0;
    int frame = 0;
};

// For each of the first `points` reference points the most similar frame point, unless another one
// is nearly as similar.
std::vector<PointMatch> match_points(const LocalFeatures& reference,
                                     const LocalFeatures& frame,
                                     std::size_t points = std::numeric_limits<std::size_t>::max());

}  // namespace tts
