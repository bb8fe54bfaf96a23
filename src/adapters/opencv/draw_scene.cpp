#include "adapters/opencv/draw_canvas.hpp"

#include <opencv2/imgproc.hpp>

#include <array>

namespace tts {

namespace {

constexpr int frame_width = 720;
constexpr int frame_height = 1280;

void paint_shelf(cv::Mat& canvas, DrawingRandom& random, int top) {
    for (int x = 0; x < frame_width;) {
        const int width = random.between(24, 90);
        const int height = random.between(60, 170);
        const cv::Rect thing(x, top - height, width, height);
        cv::rectangle(canvas, thing, random.colour(40, 220), cv::FILLED);
        const cv::Rect stripe(x, top - height * 2 / 3, width, random.between(8, 24));
        cv::rectangle(canvas, stripe, random.colour(40, 220), cv::FILLED);
        x += width + random.between(0, 40);
    }
    cv::rectangle(canvas, {0, top, frame_width, 14}, cv::Scalar(60, 80, 105), cv::FILLED);
}

void paint_host(cv::Mat& canvas, DrawingRandom& random) {
    const cv::Scalar skin(random.between(110, 185), random.between(150, 205),
                          random.between(190, 240));
    const cv::Point head(random.between(280, 440), 330);
    cv::ellipse(canvas, {head.x, 980}, {250, 480}, 0, 0, 360, random.colour(50, 200), cv::FILLED,
                cv::LINE_AA);
    cv::ellipse(canvas, {head.x, head.y - 30}, {135, 165}, 0, 0, 360, random.colour(10, 80),
                cv::FILLED, cv::LINE_AA);
    cv::ellipse(canvas, head, {105, 140}, 0, 0, 360, skin, cv::FILLED, cv::LINE_AA);
    for (const int side : {-1, 1})
        cv::circle(canvas, {head.x + side * 40, head.y - 20}, 11, cv::Scalar(40, 30, 30),
                   cv::FILLED, cv::LINE_AA);
    cv::ellipse(canvas, {head.x, head.y + 55}, {40, 16}, 0, 0, 180, cv::Scalar(90, 80, 190), 7,
                cv::LINE_AA);
}

void place_product(cv::Mat& canvas, const ProductCard& card, const Placement& placement) {
    const CardPicture product = paint_product(card);
    const double card_side = product.pixels.cols;
    const double scale = placement.width * frame_width / card_side;
    cv::Mat move = cv::getRotationMatrix2D(
        {static_cast<float>(card_side / 2), static_cast<float>(card_side / 2)},
        placement.rotation_degrees, scale);
    move.at<double>(0, 2) += placement.centre_x * frame_width - card_side / 2;
    move.at<double>(1, 2) += placement.centre_y * frame_height - card_side / 2;

    cv::Mat pixels;
    cv::Mat mask;
    cv::warpAffine(product.pixels, pixels, move, canvas.size(), cv::INTER_AREA);
    cv::warpAffine(product.mask, mask, move, canvas.size(), cv::INTER_NEAREST);
    pixels.copyTo(canvas, mask);
}

// Two fingertips over the edge of what is held.
void paint_fingers(cv::Mat& canvas, const Placement& placement) {
    const double reach = placement.width * frame_width * 0.33;
    const cv::Point centre(static_cast<int>(placement.centre_x * frame_width),
                           static_cast<int>(placement.centre_y * frame_height));
    for (const int offset : {0, 44}) {
        const cv::Point finger(centre.x + static_cast<int>(reach), centre.y + offset);
        cv::ellipse(canvas, finger, {46, 19}, -12, 0, 360, cv::Scalar(150, 180, 225), cv::FILLED,
                    cv::LINE_AA);
    }
}

}  // namespace

cv::Mat paint_room(std::uint32_t scene) {
    DrawingRandom random(scene);
    cv::Mat canvas(frame_height, frame_width, CV_8UC3, random.colour(120, 215));
    for (const int top : {260, 520, 780}) paint_shelf(canvas, random, top);
    cv::rectangle(canvas, {0, 1080, frame_width, 200}, random.colour(60, 160), cv::FILLED);
    paint_host(canvas, random);
    return canvas;
}

Result<std::string> draw_stream_frame(const StreamFrame& frame, PictureFormat format) {
    cv::Mat canvas = paint_room(frame.scene);
    if (frame.product) {
        place_product(canvas, *frame.product, frame.placement);
        paint_fingers(canvas, frame.placement);
    }
    cv::Mat lit;
    canvas.convertTo(lit, CV_8UC3, frame.brightness);
    // No camera is perfectly sharp.
    cv::GaussianBlur(lit, lit, {3, 3}, 0);
    return encode_picture(lit, format);
}

Result<std::string> draw_test_card(std::string_view streamer, Timestamp time) {
    cv::Mat canvas(frame_height, frame_width, CV_8UC3, cv::Scalar(24, 24, 24));
    constexpr std::array<Colour, 7> bars = {{{235, 235, 235},
                                             {235, 235, 16},
                                             {16, 235, 235},
                                             {16, 235, 16},
                                             {235, 16, 235},
                                             {235, 16, 16},
                                             {16, 16, 235}}};
    constexpr int bar_width = frame_width / static_cast<int>(bars.size()) + 1;
    int x = 0;
    for (const Colour& colour : bars) {
        cv::rectangle(canvas, {x, 0, bar_width, 700}, scalar_of(colour), cv::FILLED);
        x += bar_width;
    }
    const cv::Scalar white(240, 240, 240);
    write_text(canvas, streamer, {40, 760, frame_width - 80, 200}, white);
    write_text(canvas, to_iso8601(time), {40, 990, frame_width - 80, 80}, white);
    write_text(canvas, "no video source", {120, 1110, frame_width - 240, 70}, white);
    return encode_picture(canvas, PictureFormat::png);
}

}  // namespace tts
