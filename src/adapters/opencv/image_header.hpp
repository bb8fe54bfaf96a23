#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <string_view>

namespace tts {

enum class ImageFormat { jpeg, png, webp, gif };

std::string_view to_string(ImageFormat format);     // "jpeg".
std::string_view content_type(ImageFormat format);  // "image/jpeg".

// What a picture says about itself, read before anything is decoded. It may be lying: decoders
// compare what they find with it.
struct ImageHeader {
    ImageFormat format = ImageFormat::jpeg;
    int width = 0;
    int height = 0;
    int orientation = 1;  // EXIF: 1 to 8.
};

struct ImageLimits {
    int side_max = 8'192;
    int pixels_max = 24'000'000;
    std::size_t bytes_max = 8 * 1024 * 1024;
    // Decoded bytes (three a pixel) for each encoded byte. A decompression bomb reaches many
    // thousands; a photo stays below 100, a drawing below 500.
    std::size_t expansion_max = 1'000;
};

// Looks at the content only, never at a name or a declared type. Errc::invalid if it is none of the
// formats, damaged, an animated WebP, or beyond the limits. Of an animated GIF the first picture
// counts.
Result<ImageHeader> read_image_header(std::string_view bytes, const ImageLimits& limits = {});

}  // namespace tts
