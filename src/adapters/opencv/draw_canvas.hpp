#pragma once

#include "adapters/opencv/draw_card.hpp"

#include <opencv2/core/mat.hpp>

#include <cstdint>
#include <string>
#include <string_view>

// What the drawing files share.

namespace tts {

// SplitMix64: the same numbers on every machine, which the standard distributions do not promise.
class DrawingRandom {
public:
    explicit DrawingRandom(std::uint64_t seed) : state_(seed) {}
    static DrawingRandom from_text(std::string_view text);

    std::uint64_t next();
    int between(int low, int high);  // Both included.
    cv::Scalar colour(int low, int high);

private:
    std::uint64_t state_;
};

cv::Scalar scalar_of(Colour colour);

// Black or white, whichever is read better on the colour.
cv::Scalar ink_on(const cv::Scalar& paper);

// Writes the text into the box, over several lines if it needs to, as large as it fits.
void write_text(cv::Mat& canvas, std::string_view text, const cv::Rect& box, const cv::Scalar& ink);

struct CardPicture {
    cv::Mat pixels;  // 480x480, BGR.
    cv::Mat mask;    // 255 where the product is.
};
CardPicture paint_product(const ProductCard& card);

// 720x1280: shelves, a table and a host. Other scenes are other rooms and hosts.
cv::Mat paint_room(std::uint32_t scene);

Result<std::string> encode_picture(const cv::Mat& picture, PictureFormat format);

}  // namespace tts
