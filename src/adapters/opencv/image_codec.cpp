#include "adapters/opencv/image_codec.hpp"

#include "adapters/opencv/gif_picture.hpp"

#include <png.h>
#include <turbojpeg.h>
#include <webp/decode.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <vector>

namespace tts {

namespace {

struct DestroyJpegHandle {
    void operator()(void* handle) const { tjDestroy(handle); }
};
using JpegHandle = std::unique_ptr<void, DestroyJpegHandle>;

const unsigned char* unsigned_bytes(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Error unreadable(std::string_view format, const std::string& why) {
    return {Errc::invalid, "the " + std::string(format) + " picture cannot be read: " + why};
}

// Photos saved by Adobe's programs, which are nearly all CMYK photos, hold inverted inks.
cv::Mat bgr_of_inverted_cmyk(const cv::Mat& inks) {
    cv::Mat picture(inks.size(), CV_8UC3);
    for (int y = 0; y < inks.rows; ++y) {
        const auto* from = inks.ptr<cv::Vec4b>(y);
        auto* to = picture.ptr<cv::Vec3b>(y);
        for (int x = 0; x < inks.cols; ++x)
            for (int channel = 0; channel < 3; ++channel)
                to[x][channel] = static_cast<std::uint8_t>(from[x][2 - channel] * from[x][3] / 255);
    }
    return picture;
}

// The smallest of the sizes that the decoder can produce directly and that has the wanted pixels.
cv::Size decoded_size(const ImageHeader& header, int pixels_wanted) {
    cv::Size size(header.width, header.height);
    if (pixels_wanted <= 0) return size;
    for (const int divisor : {2, 4, 8}) {
        const cv::Size smaller((header.width + divisor - 1) / divisor,
                               (header.height + divisor - 1) / divisor);
        if (smaller.area() < pixels_wanted) break;
        size = smaller;
    }
    return size;
}

Result<cv::Mat> decode_jpeg(std::string_view bytes, const ImageHeader& header, int pixels_wanted) {
    const JpegHandle handle(tjInitDecompress());
    if (!handle) return Error(Errc::unavailable, "no memory for the JPEG decoder");
    int width = 0;
    int height = 0;
    int subsampling = 0;
    int colour_space = 0;
    if (tjDecompressHeader3(handle.get(), unsigned_bytes(bytes), bytes.size(), &width, &height,
                            &subsampling, &colour_space) != 0)
        return unreadable("JPEG", tjGetErrorStr2(handle.get()));
    if (width != header.width || height != header.height)
        return unreadable("JPEG", "it states two sizes");

    const bool inks = colour_space == TJCS_CMYK || colour_space == TJCS_YCCK;
    const cv::Size size = decoded_size(header, pixels_wanted);
    const cv::Mat pixels(size, inks ? CV_8UC4 : CV_8UC3, cv::Scalar::all(128));
    // A progressive picture may have thousands of scans, each as costly as a picture.
    const int status = tjDecompress2(handle.get(), unsigned_bytes(bytes), bytes.size(), pixels.data,
                                     size.width, static_cast<int>(pixels.step), size.height,
                                     inks ? TJPF_CMYK : TJPF_BGR, TJFLAG_LIMITSCANS);
    if (status != 0) {
        // Cameras and editors leave oddities behind that cost nothing; a missing part is another
        // matter.
        const std::string why = tjGetErrorStr2(handle.get());
        if (tjGetErrorCode(handle.get()) != TJERR_WARNING ||
            why.find("Premature end") != std::string::npos)
            return unreadable("JPEG", why);
    }
    return inks ? bgr_of_inverted_cmyk(pixels) : pixels;
}

Result<cv::Mat> decode_png(std::string_view bytes, const ImageHeader& header) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()))
        return unreadable("PNG", image.message);
    const std::unique_ptr<png_image, decltype(&png_image_free)> guard(&image, png_image_free);
    if (static_cast<int>(image.width) != header.width ||
        static_cast<int>(image.height) != header.height)
        return unreadable("PNG", "it states two sizes");

    image.format = PNG_FORMAT_BGR;
    cv::Mat picture(header.height, header.width, CV_8UC3);
    const png_color white{.red = 255, .green = 255, .blue = 255};
    if (!png_image_finish_read(&image, &white, picture.data, static_cast<png_int_32>(picture.step),
                               nullptr))
        return unreadable("PNG", image.message);
    return picture;
}

// Puts the picture before a white wall.
cv::Mat without_alpha(const cv::Mat& with_alpha) {
    cv::Mat picture(with_alpha.size(), CV_8UC3);
    for (int y = 0; y < with_alpha.rows; ++y) {
        const auto* from = with_alpha.ptr<cv::Vec4b>(y);
        auto* to = picture.ptr<cv::Vec3b>(y);
        for (int x = 0; x < with_alpha.cols; ++x) {
            const int alpha = from[x][3];
            for (int channel = 0; channel < 3; ++channel)
                to[x][channel] = static_cast<std::uint8_t>(
                    (from[x][channel] * alpha + 255 * (255 - alpha)) / 255);
        }
    }
    return picture;
}

Result<cv::Mat> decode_webp(std::string_view bytes, const ImageHeader& header) {
    WebPBitstreamFeatures features{};
    if (WebPGetFeatures(unsigned_bytes(bytes), bytes.size(), &features) != VP8_STATUS_OK)
        return unreadable("WebP", "its header is damaged");
    if (features.has_animation) return unreadable("WebP", "it is animated");
    if (features.width != header.width || features.height != header.height)
        return unreadable("WebP", "it states two sizes");

    const cv::Mat pixels(header.height, header.width, features.has_alpha ? CV_8UC4 : CV_8UC3);
    const std::size_t size = pixels.total() * pixels.elemSize();
    const int step = static_cast<int>(pixels.step);
    const auto* done =
        features.has_alpha
            ? WebPDecodeBGRAInto(unsigned_bytes(bytes), bytes.size(), pixels.data, size, step)
            : WebPDecodeBGRInto(unsigned_bytes(bytes), bytes.size(), pixels.data, size, step);
    if (!done) return unreadable("WebP", "its content is damaged");
    return features.has_alpha ? without_alpha(pixels) : pixels;
}

// Turns and mirrors a picture as its EXIF orientation asks for.
cv::Mat upright(const cv::Mat& picture, int orientation) {
    cv::Mat turned = picture;
    const bool sideways = orientation >= 5;
    if (sideways) cv::transpose(picture, turned);
    const bool mirrored =
        orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool upside_down =
        orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    if (!mirrored && !upside_down) return turned;
    const int axes = mirrored && upside_down ? -1 : (mirrored ? 1 : 0);
    cv::Mat flipped;
    cv::flip(turned, flipped, axes);
    return flipped;
}

cv::Mat shrunk(const cv::Mat& picture, int pixels_wanted) {
    const auto pixels = static_cast<double>(picture.total());
    if (pixels_wanted <= 0 || pixels <= pixels_wanted) return picture;
    const double factor = std::sqrt(pixels_wanted / pixels);
    const cv::Size size(std::max(1, static_cast<int>(std::lround(picture.cols * factor))),
                        std::max(1, static_cast<int>(std::lround(picture.rows * factor))));
    cv::Mat smaller;
    cv::resize(picture, smaller, size, 0, 0, cv::INTER_AREA);
    return smaller;
}

Result<cv::Mat> decode_pixels(std::string_view bytes, const ImageHeader& header, int wanted) {
    switch (header.format) {
        case ImageFormat::jpeg: return decode_jpeg(bytes, header, wanted);
        case ImageFormat::png: return decode_png(bytes, header);
        case ImageFormat::webp: return decode_webp(bytes, header);
        case ImageFormat::gif: return decode_gif(bytes, header);
    }
    return Error(Errc::invalid, "a picture of an unknown format");
}

}  // namespace

Result<cv::Mat> decode_image(std::string_view bytes, const DecodeRequest& request) {
    const auto header = read_image_header(bytes, request.limits);
    if (!header) return header.error();
    auto picture = decode_pixels(bytes, *header, request.pixels_wanted);
    if (!picture) return picture;
    return upright(shrunk(*picture, request.pixels_wanted), header->orientation);
}

Result<std::string> encode_jpeg(const cv::Mat& picture, int quality) {
    const JpegHandle handle(tjInitCompress());
    if (!handle) return Error(Errc::unavailable, "no memory for the JPEG encoder");
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    const int status =
        tjCompress2(handle.get(), picture.data, picture.cols, static_cast<int>(picture.step),
                    picture.rows, TJPF_BGR, &buffer, &size, TJSAMP_420, quality, 0);
    const std::unique_ptr<unsigned char, decltype(&tjFree)> guard(buffer, tjFree);
    if (status != 0) return Error(Errc::unavailable, tjGetErrorStr2(handle.get()));
    return std::string(reinterpret_cast<const char*>(buffer), size);
}

Result<std::string> encode_png(const cv::Mat& picture) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.width = static_cast<png_uint_32>(picture.cols);
    image.height = static_cast<png_uint_32>(picture.rows);
    image.format = PNG_FORMAT_BGR;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    std::string bytes(size, '\0');
    if (!png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.data,
                                   static_cast<png_int_32>(picture.step), nullptr))
        return Error(Errc::unavailable, image.message);
    bytes.resize(size);
    return bytes;
}

}  // namespace tts
