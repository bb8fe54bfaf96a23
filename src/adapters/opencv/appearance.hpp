#pragma once

#include "ports/image_matcher.hpp"

#include <opencv2/core/mat.hpp>

namespace tts {

// Of a picture in BGR.
Appearance appearance_of(const cv::Mat& picture);

}  // namespace tts
