#include "adapters/opencv/draw_card.hpp"
#include "adapters/opencv/image_codec.hpp"

#include <gtest/gtest.h>
#include <turbojpeg.h>
#include <webp/decode.h>
#include <webp/encode.h>

#include <array>
#include <string>
#include <vector>

namespace tts {
namespace {

// Red above, blue below, left half darker: every turn of it looks different.
cv::Mat quarters(int width = 64, int height = 32) {
    cv::Mat picture(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const int light = x < width / 2 ? 100 : 220;
            picture.at<cv::Vec3b>(y, x) = y < height / 2
                                              ? cv::Vec3b(10, 10, static_cast<std::uint8_t>(light))
                                              : cv::Vec3b(static_cast<std::uint8_t>(light), 10, 10);
        }
    return picture;
}

// The colours of the four quarters: upper left, upper right, lower left, lower right.
std::string look_of(const cv::Mat& picture) {
    std::string look;
    for (const int y : {picture.rows / 4, picture.rows * 3 / 4})
        for (const int x : {picture.cols / 4, picture.cols * 3 / 4}) {
            const auto& pixel = picture.at<cv::Vec3b>(y, x);
            const bool red = pixel[2] > pixel[0];
            const bool bright = std::max(pixel[0], pixel[2]) > 160;
            look += red ? (bright ? 'R' : 'r') : (bright ? 'B' : 'b');
        }
    return look;
}

// Puts an EXIF block with this orientation behind the start of a JPEG.
std::string with_orientation(std::string jpeg, char orientation) {
    std::string exif("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25);
    exif += orientation;
    exif += std::string("\0\0\0\0\0\0", 6);
    std::string segment = "\xFF\xE1";
    segment += static_cast<char>((exif.size() + 2) >> 8U);
    segment += static_cast<char>(exif.size() + 2);
    return jpeg.insert(2, segment + exif);
}

std::string webp_of(const cv::Mat& picture) {
    std::uint8_t* bytes = nullptr;
    const std::size_t size = WebPEncodeLosslessBGR(picture.data, picture.cols, picture.rows,
                                                   static_cast<int>(picture.step), &bytes);
    std::string text(reinterpret_cast<const char*>(bytes), size);
    WebPFree(bytes);
    return text;
}

std::string cmyk_jpeg() {
    // Inverted inks, as Adobe writes them: full cyan and magenta left out, no black.
    const std::vector<unsigned char> inks(64 * 64 * 4, 255);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    void* const handle = tjInitCompress();
    tjCompress2(handle, inks.data(), 64, 0, 64, TJPF_CMYK, &bytes, &size, TJSAMP_444, 90, 0);
    std::string text(reinterpret_cast<const char*>(bytes), size);
    tjFree(bytes);
    tjDestroy(handle);
    return text;
}

std::string png_header(std::uint32_t width, std::uint32_t height) {
    std::string bytes("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16);
    for (const std::uint32_t side : {width, height})
        for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(side >> shift);
    return bytes + std::string("\x08\x02\0\0\0", 5) + std::string(100, '\0');
}

TEST(ImageCodec, EveryFormatReadsBackWhatWasWritten) {
    const cv::Mat picture = quarters();

    for (const std::string& bytes :
         {encode_png(picture).value(), encode_jpeg(picture).value(), webp_of(picture)}) {
        const auto read = decode_image(bytes);
        ASSERT_TRUE(read) << read.error().what();
        EXPECT_EQ(read->size(), picture.size());
        EXPECT_EQ(look_of(*read), "rRbB");
    }
}

TEST(ImageCodec, PhotosAreTurnedUpright) {
    const std::string jpeg = encode_jpeg(quarters()).value();
    const std::array<const char*, 8> looks = {"rRbB", "RrBb", "BbRr", "bBrR",
                                              "rbRB", "brBR", "BRbr", "RBrb"};

    for (char orientation = 1; orientation <= 8; ++orientation) {
        const auto read = decode_image(with_orientation(jpeg, orientation));
        ASSERT_TRUE(read) << read.error().what();
        EXPECT_EQ(look_of(*read), looks[static_cast<std::size_t>(orientation - 1)])
            << static_cast<int>(orientation);
        EXPECT_EQ(read->cols, orientation <= 4 ? 64 : 32);
    }
    EXPECT_TRUE(decode_image(with_orientation(jpeg, 77)));
}

TEST(ImageCodec, InkPhotosAreConverted) {
    const auto read = decode_image(cmyk_jpeg());

    ASSERT_TRUE(read) << read.error().what();
    EXPECT_EQ(read->channels(), 3);
    EXPECT_GT(read->at<cv::Vec3b>(32, 32)[0], 240);  // No ink is white.
}

TEST(ImageCodec, LargePicturesAreMadeSmallerAsAsked) {
    const std::string jpeg = encode_jpeg(quarters(1'600, 800)).value();

    const auto read = decode_image(jpeg, {.limits = {}, .pixels_wanted = 20'000});

    ASSERT_TRUE(read) << read.error().what();
    EXPECT_NEAR(static_cast<double>(read->total()), 20'000, 500);
    EXPECT_EQ(look_of(*read), "rRbB");
}

TEST(ImageHeader, WhatIsNoPictureIsRefused) {
    for (const std::string& bytes :
         {std::string(), std::string("x"), std::string("<svg/>"), std::string("%PDF-1.4"),
          std::string("\xFF\xD8\xFF"), std::string("RIFF\0\0\0\0WEBP", 12), std::string("GIF89a"),
          std::string("\x89PNG\r\n\x1A\n"), std::string(4'096, '\0'), std::string("BM......")})
        EXPECT_EQ(decode_image(bytes).error().code(), Errc::invalid) << bytes.substr(0, 8);
}

TEST(ImageHeader, OversizedPicturesAreRefusedFromTheirHeader) {
    EXPECT_FALSE(read_image_header(png_header(20'000, 20'000)));
    EXPECT_FALSE(read_image_header(png_header(8'193, 1)));
    EXPECT_FALSE(read_image_header(png_header(6'000, 6'000)));
    EXPECT_FALSE(read_image_header(png_header(0, 10)));
    EXPECT_FALSE(read_image_header(png_header(0xFFFFFFFF, 0xFFFFFFFF)));
    // A bomb: six million pixels in 129 bytes.
    EXPECT_FALSE(read_image_header(png_header(3'000, 2'000)));
    EXPECT_TRUE(read_image_header(png_header(64, 64)));
    EXPECT_FALSE(read_image_header(std::string("\xFF\xD8\xFF") + std::string(9'000'000, 'x')));
}

TEST(ImageCodec, CutOffPicturesAreRefusedWhereverTheyEnd) {
    const auto card =
        draw_product_card({.name = "Cut", .base = {9, 99, 200}, .accent = {250, 250, 0}});
    const cv::Mat picture = decode_image(card.value()).value();

    for (const std::string& whole : {card.value(), encode_png(picture).value(), webp_of(picture)})
        for (const double share : {0.01, 0.1, 0.3, 0.5, 0.8, 0.98}) {
            const auto length = static_cast<std::size_t>(static_cast<double>(whole.size()) * share);
            EXPECT_FALSE(decode_image(whole.substr(0, length))) << share;
        }
}

TEST(ImageCodec, DamagedPicturesNeverDoHarm) {
    const std::string whole = encode_png(quarters()).value();
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::string damaged = whole;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
        const auto read = decode_image(damaged);
        if (!read) continue;
        EXPECT_EQ(read->size(), cv::Size(64, 32));
    }
}

TEST(ImageCodec, ASinglePixelIsAPicture) {
    const cv::Mat pixel(1, 1, CV_8UC3, cv::Scalar(1, 2, 3));

    EXPECT_TRUE(decode_image(encode_png(pixel).value()));
    EXPECT_TRUE(decode_image(encode_jpeg(pixel).value()));
}

// CVE-2023-4863 was fixed in 1.3.2 and in Debian's 1.2.4-0.2+deb12u1. Its trigger, an oversized
// Huffman table, must be refused by whichever library we run with.
TEST(ImageCodec, TheWebpLibraryIsNotOlderThanTheOneThatDebianPatched) {
    EXPECT_GE(WebPGetDecoderVersion(), 0x010204);
}

TEST(DrawnPictures, TheSameInputGivesTheSameBytes) {
    const ProductCard card{.name = "Rose Serum", .base = {240, 200, 210}, .accent = {150, 30, 80}};
    const StreamFrame frame{.product = card, .placement = {}, .scene = 5, .brightness = 0.9};

    EXPECT_EQ(draw_product_card(card).value(), draw_product_card(card).value());
    EXPECT_EQ(draw_stream_frame(frame).value(), draw_stream_frame(frame).value());
    EXPECT_EQ(read_image_header(draw_stream_frame(frame).value())->height, 1'280);
}

TEST(DrawnPictures, AnyNameCanBeDrawn) {
    for (const std::string& name : {std::string(), std::string(300, 'W'), std::string("\xFF\xFE"),
                                    std::string("caf\xC3\xA9 \xF0\x9F\x98\x80")}) {
        EXPECT_TRUE(draw_product_card({.name = name, .base = {}, .accent = {}}));
        EXPECT_TRUE(decode_image(draw_test_card(name, Timestamp()).value()));
    }
}

}  // namespace
}  // namespace tts
