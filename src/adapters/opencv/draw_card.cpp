#include "adapters/opencv/draw_card.hpp"

#include "adapters/opencv/draw_canvas.hpp"
#include "adapters/opencv/image_codec.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace tts {

namespace {

constexpr int card_side = 480;
constexpr int text_font = cv::FONT_HERSHEY_DUPLEX;

std::vector<cv::Point> bottle_outline() {
    return {{200, 24},  {280, 24},  {280, 120}, {330, 180}, {340, 230},
            {340, 450}, {140, 450}, {140, 230}, {150, 180}, {200, 120}};
}

std::vector<cv::Point> shirt_outline() {
    return {{160, 40},  {200, 70},  {280, 70},  {320, 40},  {440, 120}, {400, 210},
            {350, 180}, {350, 450}, {130, 450}, {130, 180}, {80, 210},  {40, 120}};
}

// The silhouette, 255 inside.
cv::Mat outline_of(CardShape shape) {
    cv::Mat mask(card_side, card_side, CV_8UC1, cv::Scalar(0));
    const cv::Scalar inside(255);
    const auto fill = [&](const std::vector<cv::Point>& points) {
        cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{points}, inside);
    };
    switch (shape) {
        case CardShape::box: cv::rectangle(mask, {110, 40, 260, 410}, inside, cv::FILLED); break;
        case CardShape::bottle: fill(bottle_outline()); break;
        case CardShape::jar:
            cv::rectangle(mask, {150, 50, 180, 60}, inside, cv::FILLED);
            cv::ellipse(mask, {240, 270}, {140, 180}, 0, 0, 360, inside, cv::FILLED);
            break;
        case CardShape::shirt: fill(shirt_outline()); break;
        case CardShape::mug:
            cv::ellipse(mask, {345, 250}, {85, 100}, 0, 0, 360, inside, cv::FILLED);
            cv::ellipse(mask, {345, 250}, {50, 62}, 0, 0, 360, cv::Scalar(0), cv::FILLED);
            cv::rectangle(mask, {80, 90, 260, 330}, inside, cv::FILLED);
            break;
        case CardShape::bag:
            cv::ellipse(mask, {240, 160}, {90, 120}, 0, 0, 360, inside, 26);
            fill({{90, 160}, {390, 160}, {430, 450}, {50, 450}});
            break;
    }
    return mask;
}

cv::Rect label_of(CardShape shape) {
    switch (shape) {
        case CardShape::box: return {130, 150, 220, 150};
        case CardShape::bottle: return {145, 240, 190, 150};
        case CardShape::jar: return {130, 200, 220, 140};
        case CardShape::shirt: return {145, 190, 190, 150};
        case CardShape::mug: return {95, 180, 230, 140};
        case CardShape::bag: return {110, 220, 260, 150};
    }
    return {};
}

void paint_ornament(
    cv::Mat& canvas, const cv::Scalar& colour, cv::Point at, int size, DrawingRandom& random) {
    switch (random.between(0, 3)) {
        case 0: cv::circle(canvas, at, size, colour, cv::FILLED, cv::LINE_AA); break;
        case 1: cv::circle(canvas, at, size, colour, 4, cv::LINE_AA); break;
        case 2: cv::rectangle(canvas, {at.x, at.y, size * 2, size}, colour, cv::FILLED); break;
        default: {
            const cv::Point end(at.x + random.between(-40, 40), at.y + random.between(-40, 40));
            cv::line(canvas, at, end, colour, random.between(2, 6), cv::LINE_AA);
        }
    }
}

// Ornaments that are the product's own, or its brand's: their kind, place and size come from a
// name, as the print on a real pack is its own.
void paint_pattern(cv::Mat& canvas, const ProductCard& card) {
    auto random = DrawingRandom::from_text(card.pattern.empty() ? card.name : card.pattern);
    const cv::Scalar accent = scalar_of(card.accent);
    const cv::Scalar ink = ink_on(scalar_of(card.base));
    constexpr int ornaments = 34;
    for (int i = 0; i < ornaments; ++i) {
        const cv::Point at(random.between(40, 440), random.between(30, 450));
        const int size = random.between(6, 26);
        const cv::Scalar colour = random.between(0, 3) == 0 ? ink : accent;
        paint_ornament(canvas, colour, at, size, random);
    }
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    std::string line;
    for (const char letter : text) {
        const auto code = static_cast<unsigned char>(letter);
        if (letter == ' ' && line.size() >= 6) {
            lines.push_back(std::move(line));
            line.clear();
        } else if (code >= 0x20 && code < 0x7F) {
            line += letter;
        }
    }
    if (!line.empty()) lines.push_back(std::move(line));
    return lines;
}

}  // namespace

DrawingRandom DrawingRandom::from_text(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a.
    for (const char letter : text)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    return DrawingRandom(hash);
}

std::uint64_t DrawingRandom::next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBULL;
    return mixed ^ (mixed >> 31);
}

int DrawingRandom::between(int low, int high) {
    return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1));
}

cv::Scalar DrawingRandom::colour(int low, int high) {
    const int blue = between(low, high);
    const int green = between(low, high);
    const int red = between(low, high);
    return {static_cast<double>(blue), static_cast<double>(green), static_cast<double>(red)};
}

cv::Scalar scalar_of(Colour colour) {
    return {static_cast<double>(colour.blue), static_cast<double>(colour.green),
            static_cast<double>(colour.red)};
}

cv::Scalar ink_on(const cv::Scalar& paper) {
    const double lightness = 0.114 * paper[0] + 0.587 * paper[1] + 0.299 * paper[2];
    return lightness > 128 ? cv::Scalar(25, 20, 20) : cv::Scalar(245, 245, 245);
}

void write_text(cv::Mat& canvas,
                std::string_view text,
                const cv::Rect& box,
                const cv::Scalar& ink) {
    const auto lines = lines_of(text);
    if (lines.empty()) return;
    const int row = box.height / static_cast<int>(lines.size());
    constexpr int thickness = 2;
    int baseline = 0;
    double scale = row * 0.6 / cv::getTextSize("X", text_font, 1, thickness, &baseline).height;
    for (const auto& line : lines) {
        const int width = cv::getTextSize(line, text_font, 1, thickness, &baseline).width;
        scale = std::min(scale, 0.94 * box.width / std::max(1, width));
    }
    int bottom = box.y + row * 3 / 4;
    for (const auto& line : lines) {
        const int width = cv::getTextSize(line, text_font, scale, thickness, &baseline).width;
        const cv::Point start(box.x + (box.width - width) / 2, bottom);
        cv::putText(canvas, line, start, text_font, scale, ink, thickness, cv::LINE_AA);
        bottom += row;
    }
}

CardPicture paint_product(const ProductCard& card) {
    cv::Mat product(card_side, card_side, CV_8UC3, scalar_of(card.base));
    paint_pattern(product, card);
    const cv::Rect label = label_of(card.shape);
    cv::rectangle(product, label, scalar_of(card.accent), cv::FILLED);
    cv::rectangle(product, label, ink_on(scalar_of(card.accent)), 3);
    write_text(product, card.name, label, ink_on(scalar_of(card.accent)));
    return {.pixels = std::move(product), .mask = outline_of(card.shape)};
}

Result<std::string> encode_picture(const cv::Mat& picture, PictureFormat format) {
    return format == PictureFormat::png ? encode_png(picture) : encode_jpeg(picture);
}

Result<std::string> draw_product_card(const ProductCard& card, PictureFormat format) {
    const CardPicture product = paint_product(card);
    cv::Mat canvas(card_side, card_side, CV_8UC3, cv::Scalar(246, 246, 246));
    product.pixels.copyTo(canvas, product.mask);
    return encode_picture(canvas, format);
}

}  // namespace tts
