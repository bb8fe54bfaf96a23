#pragma once

#include "ports/image_matcher.hpp"

#include <opencv2/core/mat.hpp>
#include <opencv2/core/matx.hpp>

namespace tts {

// A catalogue picture as it is laid under frames: small, in Lab, with its background masked.
struct ReferenceCanvas {
    // Bytes, because thousands are kept: lightness times 2.55, the two colours plus 128.
    cv::Mat lab;
    cv::Mat foreground;  // 255 where the product is.
    double scale = 1;    // Its side by the side of the picture that the points were found in.
};

ReferenceCanvas make_reference_canvas(const cv::Mat& picture);

// 255 where the picture (BGR) is not its plain background; all 255 if it has none.
cv::Mat foreground_of(const cv::Mat& picture);

// Lays the frame (BGR) over the reference, as `reference_to_frame` says, and fills in how well they
// agree.
void compare_rectified(const ReferenceCanvas& reference,
                       const cv::Mat& frame,
                       const cv::Matx23d& reference_to_frame,
                       Likeness& likeness);

}  // namespace tts
