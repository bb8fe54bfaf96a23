#pragma once

#include "adapters/opencv/local_features.hpp"

#include <opencv2/core/matx.hpp>

#include <optional>
#include <span>

namespace tts {

// Where a reference is in a frame.
struct Pose {
    cv::Matx23d reference_to_frame;
    int inliers = 0;  // The matches that agree on it.
};

// What most of the matches agree on. Each match says by its size and angle alone where the whole
// reference would be; so two matches are enough to agree, where an affine move needs four. Nothing
// if no two agree, or if what they agree on is nothing that can be held into a camera.
std::optional<Pose> find_pose(const LocalFeatures& reference,
                              const LocalFeatures& frame,
                              std::span<const PointMatch> matches);

}  // namespace tts
