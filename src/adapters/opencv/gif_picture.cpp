#include "adapters/opencv/gif_picture.hpp"

#include <gif_lib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace tts {

namespace {

struct CloseGif {
    void operator()(GifFileType* gif) const { DGifCloseFile(gif, nullptr); }
};
using GifHandle = std::unique_ptr<GifFileType, CloseGif>;

int read_bytes(GifFileType* gif, GifByteType* to, int size) {
    auto& rest = *static_cast<std::string_view*>(gif->UserData);
    const auto taken = std::min(rest.size(), static_cast<std::size_t>(size));
    std::memcpy(to, rest.data(), taken);
    rest.remove_prefix(taken);
    return static_cast<int>(taken);
}

Error unreadable(const std::string& why) {
    return {Errc::invalid, "the GIF picture cannot be read: " + why};
}

Error unreadable(int code) {
    const char* why = GifErrorString(code);
    return unreadable(why == nullptr ? "it is damaged" : why);
}

// Remembers the transparent colour if the extension names one.
Result<void> read_extension(GifFileType& gif, int& transparent) {
    int kind = 0;
    GifByteType* block = nullptr;
    if (DGifGetExtension(&gif, &kind, &block) == GIF_ERROR) return unreadable(gif.Error);
    while (block != nullptr) {
        GraphicsControlBlock control{};
        if (kind == GRAPHICS_EXT_FUNC_CODE &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            transparent = control.TransparentColor;
        if (DGifGetExtensionNext(&gif, &block) == GIF_ERROR) return unreadable(gif.Error);
    }
    return {};
}

// Reads up to the pixels of the first picture. Its transparent colour, or NO_TRANSPARENT_COLOR.
Result<int> find_first_picture(GifFileType& gif) {
    int transparent = NO_TRANSPARENT_COLOR;
    for (;;) {
        GifRecordType record = UNDEFINED_RECORD_TYPE;
        if (DGifGetRecordType(&gif, &record) == GIF_ERROR) return unreadable(gif.Error);
        if (record == IMAGE_DESC_RECORD_TYPE) {
            if (DGifGetImageDesc(&gif) == GIF_ERROR) return unreadable(gif.Error);
            return transparent;
        }
        if (record != EXTENSION_RECORD_TYPE) return unreadable("it holds no picture");
        const auto read = read_extension(gif, transparent);
        if (!read) return read.error();
    }
}

// The rows in the order in which they come: an interlaced picture has every eighth first.
std::vector<int> row_order(const GifImageDesc& image) {
    struct Pass {
        int first;
        int step;
    };
    constexpr std::array<Pass, 4> interlaced = {{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    constexpr std::array<Pass, 1> plain = {{{0, 1}}};
    std::vector<int> rows;
    const auto add = [&](const auto& passes) {
        for (const Pass& pass : passes)
            for (int row = pass.first; row < image.Height; row += pass.step) rows.push_back(row);
    };
    if (image.Interlace)
        add(interlaced);
    else
        add(plain);
    return rows;
}

Result<void> paint(GifFileType& gif, int transparent, cv::Mat& canvas) {
    const GifImageDesc& image = gif.Image;
    const ColorMapObject* colours = image.ColorMap ? image.ColorMap : gif.SColorMap;
    if (colours == nullptr) return unreadable("it has no colours");
    std::vector<GifPixelType> line(static_cast<std::size_t>(image.Width));
    for (const int row : row_order(image)) {
        if (DGifGetLine(&gif, line.data(), image.Width) == GIF_ERROR) return unreadable(gif.Error);
        auto* to = canvas.ptr<cv::Vec3b>(image.Top + row) + image.Left;
        for (const GifPixelType pixel : line) {
            auto& place = *to++;
            if (pixel == transparent) continue;
            if (pixel >= colours->ColorCount) return unreadable("a pixel has no colour");
            const GifColorType& colour = colours->Colors[pixel];
            place = {colour.Blue, colour.Green, colour.Red};
        }
    }
    return {};
}

}  // namespace

Result<cv::Mat> decode_gif(std::string_view bytes, const ImageHeader& header) {
    int failure = 0;
    std::string_view rest = bytes;
    const GifHandle gif(DGifOpen(&rest, read_bytes, &failure));
    if (!gif) return unreadable(failure);
    const auto transparent = find_first_picture(*gif);
    if (!transparent) return transparent.error();
    const GifImageDesc& image = gif->Image;
    const bool fits = image.Left >= 0 && image.Top >= 0 && image.Width > 0 && image.Height > 0 &&
                      image.Left + image.Width <= header.width &&
                      image.Top + image.Height <= header.height;
    if (!fits) return unreadable("it states two sizes");

    cv::Mat canvas(header.height, header.width, CV_8UC3, cv::Scalar::all(255));
    const auto painted = paint(*gif, *transparent, canvas);
    if (!painted) return painted.error();
    return canvas;
}

}  // namespace tts
