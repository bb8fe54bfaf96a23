#include "adapters/opencv/image_codec.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

// Whatever the bytes are, a picture that is accepted has the size that its header states, and
// nothing larger than the limits is ever decoded. Limits are small, so that a run is quick.
void look_at(std::string_view input) {
    const tts::ImageLimits limits{.side_max = 512, .pixels_max = 65'536, .bytes_max = 65'536};

    const auto header = tts::read_image_header(input, limits);
    const auto picture = tts::decode_image(input, {.limits = limits, .pixels_wanted = 0});
    if (!picture) return;
    if (!header) std::abort();
    const bool sideways = header->orientation >= 5;
    const cv::Size expected = sideways ? cv::Size(header->height, header->width)
                                       : cv::Size(header->width, header->height);
    if (picture->size() != expected || picture->type() != CV_8UC3) std::abort();

    static const tts::OpencvImageMatcher matcher({.limits = limits});
    if (!matcher.describe(input)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string input(reinterpret_cast<const char*>(bytes), size);
    look_at(input);
    // GIF has no checksums and little framing: each input is one with the right beginning.
    look_at("GIF89a" + input);
    return 0;
}
