#pragma once

#include "adapters/opencv/image_header.hpp"
#include "core/result.hpp"

#include <opencv2/core/mat.hpp>

#include <string>
#include <string_view>

namespace tts {

struct DecodeRequest {
    ImageLimits limits;
    // A picture with more pixels is made smaller, in its own proportions; 0 keeps its size.
    int pixels_wanted = 0;
};

// The picture upright, as three channels of eight bits in OpenCV's order (BGR), transparent parts
// white. Errc::invalid if it cannot be read or is beyond the limits. Any thread may call it.
Result<cv::Mat> decode_image(std::string_view bytes, const DecodeRequest& request = {});

// The picture must have three channels of eight bits. Errc::unavailable if the library fails.
Result<std::string> encode_jpeg(const cv::Mat& picture, int quality = 90);
Result<std::string> encode_png(const cv::Mat& picture);

}  // namespace tts
