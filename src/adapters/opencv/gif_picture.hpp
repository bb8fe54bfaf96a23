#pragma once

#include "adapters/opencv/image_header.hpp"
#include "core/result.hpp"

#include <opencv2/core/mat.hpp>

#include <string_view>

namespace tts {

// The first picture of a GIF, as three channels of eight bits (BGR), what it leaves out white.
// `header` is what read_image_header() says of the same bytes, and bounds what is decoded.
// Errc::invalid if it cannot be read.
Result<cv::Mat> decode_gif(std::string_view bytes, const ImageHeader& header);

}  // namespace tts
