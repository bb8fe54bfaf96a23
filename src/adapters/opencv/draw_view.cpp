#include "adapters/opencv/draw_canvas.hpp"
#include "adapters/opencv/draw_catalogue.hpp"
#include "adapters/opencv/image_codec.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace tts {

namespace {

using Corners = std::array<cv::Point2f, 4>;

// From -1 to 1 in steps of a hundredth.
float share(DrawingRandom& random) {
    return static_cast<float>(random.between(-100, 100)) / 100;
}

// Where the corners of a square of this side come to lie, around the origin.
Corners slanted(DrawingRandom& random, float side) {
    constexpr float degrees_max = 25;
    constexpr float slant_max = 0.13F;  // Of the side: a pack held away from the camera.
    const float angle = share(random) * degrees_max * static_cast<float>(CV_PI) / 180;
    Corners corners = {{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}}};
    for (cv::Point2f& corner : corners) {
        corner.x += share(random) * slant_max;
        corner.y += share(random) * slant_max;
        corner *= side / 2;
        corner = {corner.x * std::cos(angle) - corner.y * std::sin(angle),
                  corner.x * std::sin(angle) + corner.y * std::cos(angle)};
    }
    return corners;
}

void paste(cv::Mat& canvas, const ProductCard& card, const Corners& corners) {
    const CardPicture product = paint_product(card);
    const auto side = static_cast<float>(product.pixels.cols);
    const Corners own = {{{0, 0}, {side, 0}, {side, side}, {0, side}}};
    const cv::Mat move = cv::getPerspectiveTransform(own.data(), corners.data());
    cv::Mat pixels;
    cv::Mat mask;
    cv::warpPerspective(product.pixels, pixels, move, canvas.size(), cv::INTER_AREA);
    cv::warpPerspective(product.mask, mask, move, canvas.size(), cv::INTER_NEAREST);
    pixels.copyTo(canvas, mask);
}

void put_on_shelf(cv::Mat& canvas, const ProductCard& card, DrawingRandom& random) {
    constexpr std::array<int, 3> shelves = {260, 520, 780};  // As paint_room has them.
    const auto side = static_cast<float>(random.between(150, 230));
    const cv::Point2f place(
        static_cast<float>(random.between(60, 660)),
        static_cast<float>(shelves[static_cast<std::size_t>(random.between(0, 2))]) - side / 2);
    const float half = side / 2;
    const Corners corners = {{{place.x - half, place.y - half},
                              {place.x + half, place.y - half},
                              {place.x + half, place.y + half},
                              {place.x - half, place.y + half}}};
    paste(canvas, card, corners);
}

void hold_up(cv::Mat& canvas, const ProductCard& card, DrawingRandom& random) {
    const auto side = static_cast<float>(random.between(260, 560));
    // Near the edges the frame cuts a part off.
    const cv::Point2f centre(static_cast<float>(random.between(170, 550)),
                             static_cast<float>(random.between(420, 980)));
    Corners corners = slanted(random, side);
    for (cv::Point2f& corner : corners) corner += centre;
    paste(canvas, card, corners);

    const cv::Scalar skin(random.between(110, 185), random.between(150, 205),
                          random.between(190, 240));
    const int direction = random.between(0, 1) == 0 ? -1 : 1;
    const int first = random.between(-60, 60);
    for (int finger = random.between(2, 4); finger > 0; --finger) {
        const cv::Point tip(
            static_cast<int>(centre.x + static_cast<float>(direction) * side * 0.3F),
            static_cast<int>(centre.y) + first + finger * 40);
        cv::ellipse(canvas, tip, {static_cast<int>(side * 0.14F), 20}, share(random) * 20, 0, 360,
                    skin, cv::FILLED, cv::LINE_AA);
    }
}

// Brightness, a cast of colour, and a light that falls in from one side.
void light(cv::Mat& canvas, DrawingRandom& random) {
    const float brightness = 0.9F + 0.3F * share(random);
    const cv::Vec3f cast(1 + 0.1F * share(random), 1 + 0.03F * share(random),
                         1 + 0.1F * share(random));
    const float slope = 0.35F * share(random);
    for (int y = 0; y < canvas.rows; ++y)
        for (int x = 0; x < canvas.cols; ++x) {
            const float place = static_cast<float>(x) / static_cast<float>(canvas.cols) - 0.5F;
            const float strength = brightness * (1 + slope * place);
            auto& pixel = canvas.at<cv::Vec3b>(y, x);
            for (int i = 0; i < 3; ++i)
                pixel[i] = cv::saturate_cast<std::uint8_t>(static_cast<float>(pixel[i]) * strength *
                                                           cast[i]);
        }
}

// Out of focus, or moved while the shutter was open.
void blur(cv::Mat& canvas, DrawingRandom& random) {
    if (random.between(0, 2) > 0) {
        const double sigma = 0.5 + static_cast<double>(random.between(0, 150)) / 100;
        cv::GaussianBlur(canvas, canvas, {}, sigma);
        return;
    }
    const int length = random.between(3, 9);
    const bool upright = random.between(0, 1) == 0;
    const cv::Size size = upright ? cv::Size(1, length) : cv::Size(length, 1);
    cv::blur(canvas, canvas, size);
}

void add_noise(cv::Mat& canvas, DrawingRandom& random) {
    const int reach = random.between(0, 9);
    for (int y = 0; y < canvas.rows; ++y)
        for (int x = 0; x < canvas.cols; ++x)
            for (int i = 0; i < 3; ++i) {
                auto& value = canvas.at<cv::Vec3b>(y, x)[i];
                value = cv::saturate_cast<std::uint8_t>(value + random.between(-reach, reach));
            }
}

}  // namespace

Result<std::string> draw_product_view(const ProductView& view) {
    DrawingRandom random(view.seed);
    cv::Mat canvas = paint_room(static_cast<std::uint32_t>(random.next()));
    for (const ProductCard& card : view.clutter) put_on_shelf(canvas, card, random);
    if (view.product) hold_up(canvas, *view.product, random);
    light(canvas, random);
    blur(canvas, random);
    constexpr std::array<double, 3> scales = {0.5, 0.75, 1};
    const double scale = scales[static_cast<std::size_t>(random.between(0, 2))];
    cv::Mat taken;
    cv::resize(canvas, taken, {}, scale, scale, cv::INTER_AREA);
    add_noise(taken, random);
    return encode_jpeg(taken, random.between(40, 92));
}

}  // namespace tts
