#include "adapters/opencv/clean_picture.hpp"
#include "adapters/opencv/image_codec.hpp"

#include <gif_lib.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace tts {
namespace {

constexpr int white = 3;

// Red above, blue below.
std::vector<GifPixelType> halves(int width, int height) {
    std::vector<GifPixelType> pixels;
    for (int i = 0; i < width * height; ++i) pixels.push_back(i < width * height / 2 ? 1 : 2);
    return pixels;
}

struct Frame {
    int left = 0;
    int top = 0;
    int width = 32;
    int height = 16;
    bool interlaced = false;
    int transparent = NO_TRANSPARENT_COLOR;
    std::vector<GifPixelType> pixels = halves(32, 16);
    bool has_colours = false;  // Of its own.
};

int append(GifFileType* gif, const GifByteType* bytes, int size) {
    static_cast<std::string*>(gif->UserData)
        ->append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    return size;
}

void write_frame(GifFileType* gif, const Frame& frame, const ColorMapObject* colours) {
    const GraphicsControlBlock control{.DisposalMode = 0,
                                       .UserInputFlag = false,
                                       .DelayTime = 10,
                                       .TransparentColor = frame.transparent};
    std::array<GifByteType, 4> packed{};
    EGifGCBToExtension(&control, packed.data());
    EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, packed.size(), packed.data());
    // Without colours of its own for this frame, giflib forgets those of the one before.
    if (!frame.has_colours && gif->Image.ColorMap != nullptr) {
        GifFreeMapObject(gif->Image.ColorMap);
        gif->Image.ColorMap = nullptr;
    }
    EGifPutImageDesc(gif, frame.left, frame.top, frame.width, frame.height, frame.interlaced,
                     frame.has_colours ? colours : nullptr);
    std::vector<GifPixelType> pixels = frame.pixels;
    const auto put_rows = [&](int first, int step) {
        for (int row = first; row < frame.height; row += step)
            EGifPutLine(gif, pixels.data() + static_cast<std::ptrdiff_t>(row) * frame.width,
                        frame.width);
    };
    if (frame.interlaced) {
        put_rows(0, 8);
        put_rows(4, 8);
        put_rows(2, 4);
        put_rows(1, 2);
    } else {
        put_rows(0, 1);
    }
}

std::string gif_of(const std::vector<Frame>& frames, int width = 32, int height = 16) {
    std::array<GifColorType, 4> table = {
        {{0, 0, 0}, {220, 10, 10}, {10, 10, 220}, {255, 255, 255}}};
    ColorMapObject* const colours = GifMakeMapObject(static_cast<int>(table.size()), table.data());
    std::string bytes;
    GifFileType* const gif = EGifOpen(&bytes, append, nullptr);
    EGifSetGifVersion(gif, true);
    EGifPutScreenDesc(gif, width, height, 8, 0, colours);
    EGifPutComment(gif, "GPS 40.4168 -3.7038, by Ana");
    for (const Frame& frame : frames) write_frame(gif, frame, colours);
    EGifCloseFile(gif, nullptr);
    GifFreeMapObject(colours);
    return bytes;
}

bool is_red(const cv::Vec3b& pixel) {
    return pixel[2] > 180 && pixel[0] < 80;
}
bool is_blue(const cv::Vec3b& pixel) {
    return pixel[0] > 180 && pixel[2] < 80;
}
bool is_white(const cv::Vec3b& pixel) {
    return pixel[0] > 240 && pixel[1] > 240 && pixel[2] > 240;
}

TEST(Gif, APictureIsReadWithItsColours) {
    for (const bool interlaced : {false, true})
        for (const bool has_colours : {false, true}) {
            const auto read =
                decode_image(gif_of({{.interlaced = interlaced, .has_colours = has_colours}}));

            ASSERT_TRUE(read) << read.error().what();
            EXPECT_EQ(read->size(), cv::Size(32, 16));
            for (int y = 0; y < 16; ++y) {
                const auto& pixel = read->at<cv::Vec3b>(y, 5);
                EXPECT_TRUE(y < 8 ? is_red(pixel) : is_blue(pixel)) << y;
            }
        }
}

TEST(Gif, OfAnAnimationTheFirstPictureCounts) {
    Frame second;
    second.pixels.assign(32 * 16, white);

    const auto read = decode_image(gif_of({Frame(), second, second, second}));

    ASSERT_TRUE(read) << read.error().what();
    EXPECT_TRUE(is_red(read->at<cv::Vec3b>(0, 0)));
}

TEST(Gif, WhatTheFirstPictureLeavesOutIsWhite) {
    const Frame small{.left = 4, .top = 2, .width = 8, .height = 4, .pixels = halves(8, 4)};
    Frame seen_through;
    seen_through.transparent = 1;

    const auto framed = decode_image(gif_of({small}));
    const auto hollow = decode_image(gif_of({seen_through}));

    ASSERT_TRUE(framed);
    EXPECT_EQ(framed->size(), cv::Size(32, 16));
    EXPECT_TRUE(is_white(framed->at<cv::Vec3b>(0, 0)));
    EXPECT_TRUE(is_red(framed->at<cv::Vec3b>(2, 4)));
    EXPECT_TRUE(is_blue(framed->at<cv::Vec3b>(5, 11)));
    ASSERT_TRUE(hollow);
    EXPECT_TRUE(is_white(hollow->at<cv::Vec3b>(0, 0)));
    EXPECT_TRUE(is_blue(hollow->at<cv::Vec3b>(15, 0)));
}

TEST(Gif, IsKeptAsAJpegWithoutWhatWasWrittenIntoIt) {
    const std::string gif = gif_of({Frame(), Frame()});
    ASSERT_NE(gif.find("GPS 40"), std::string::npos);

    const auto kept = clean_picture(gif);

    ASSERT_TRUE(kept) << kept.error().what();
    EXPECT_EQ(read_image_header(*kept)->format, ImageFormat::jpeg);
    EXPECT_EQ(kept->find("GPS 40"), std::string::npos);
}

TEST(Gif, IsRefusedWhereverItIsCutOff) {
    const std::string whole = gif_of({Frame(), Frame()});

    for (std::size_t length = 0; length < whole.size(); ++length)
        EXPECT_FALSE(decode_image(whole.substr(0, length))) << length << " of " << whole.size();
}

TEST(Gif, ThatIsDamagedNeverDoesHarm) {
    const std::string whole = gif_of({{.transparent = 2, .has_colours = true}, Frame()});
    for (std::size_t i = 0; i < whole.size(); ++i)
        for (const int bit : {0, 3, 7}) {
            std::string damaged = whole;
            damaged[i] = static_cast<char>(damaged[i] ^ (1 << bit));
            const auto read = decode_image(damaged);
            if (!read) continue;
            const auto header = read_image_header(damaged);
            ASSERT_TRUE(header);
            EXPECT_EQ(read->size(), cv::Size(header->width, header->height));
        }
}

TEST(Gif, ThatLiesAboutItsSizeIsRefusedFromItsHeader) {
    std::string small_screen = gif_of({Frame()});
    small_screen[6] = 8;
    EXPECT_EQ(read_image_header(small_screen).error().what(),
              "the GIF picture is larger than it says");

    std::string huge_screen = gif_of({Frame()});
    for (const std::size_t at : {6U, 7U, 8U, 9U}) huge_screen[at] = '\xFF';
    EXPECT_NE(read_image_header(huge_screen).error().what().find("too large"), std::string::npos);

    // Five thousand by four thousand pixels in a few hundred bytes.
    std::string bomb = gif_of({Frame()});
    bomb.replace(6, 4, std::string("\x88\x13\xA0\x0F", 4));
    EXPECT_NE(read_image_header(bomb).error().what().find("so few bytes"), std::string::npos);

    std::string nothing = gif_of({Frame()});
    nothing.replace(6, 4, std::string(4, '\0'));
    EXPECT_FALSE(read_image_header(nothing));
}

TEST(Gif, WithoutAPictureIsNone) {
    EXPECT_FALSE(decode_image(gif_of({})));
    EXPECT_FALSE(decode_image("GIF89a"));
}

}  // namespace
}  // namespace tts
