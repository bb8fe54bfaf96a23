#pragma once

#include "adapters/opencv/point_settings.hpp"

#include <opencv2/core/mat.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tts {

// RootSIFT, quantised to seven bits a dimension, so that eight-bit multiplications cannot overflow.
using Descriptor = std::array<std::uint8_t, 128>;

struct LocalPoint {
    cv::Point2f place;
    float size = 0;   // Of what it shows, in pixels.
    float angle = 0;  // In degrees.
};

struct LocalFeatures {
    std::vector<LocalPoint> points;
    std::vector<Descriptor> descriptors;  // One for each point.
};

// The strongest SIFT points of a picture (BGR), the strongest of them first.
LocalFeatures find_local_features(const cv::Mat& picture, const PointSettings& settings);

// A point of the reference and the point of the frame that looks like it.
struct PointMatch {
    int reference = 0;
    int frame = 0;
};

// For each reference point the most similar frame point, unless another one is nearly as similar.
std::vector<PointMatch> match_points(const LocalFeatures& reference,
                                     const LocalFeatures& frame,
                                     const MatchedPoints& points = {});

}  // namespace tts
