#include "adapters/opencv/image_header.hpp"

#include <cstdint>
#include <string>

namespace tts {

namespace {

// Reads numbers out of bytes of unknown length: beyond the end it reads zero and remembers that.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

    std::uint32_t u8(std::size_t at) {
        if (at < bytes_.size()) return static_cast<std::uint8_t>(bytes_[at]);
        complete_ = false;
        return 0;
    }
    std::uint32_t big16(std::size_t at) { return u8(at) << 8 | u8(at + 1); }
    std::uint32_t big32(std::size_t at) { return big16(at) << 16 | big16(at + 2); }
    std::uint32_t little16(std::size_t at) { return u8(at + 1) << 8 | u8(at); }
    std::uint32_t little24(std::size_t at) { return u8(at + 2) << 16 | little16(at); }
    std::uint32_t little32(std::size_t at) { return little16(at + 2) << 16 | little16(at); }

    bool complete() const { return complete_; }
    std::size_t size() const { return bytes_.size(); }
    std::string_view text(std::size_t at, std::size_t length) const {
        return at < bytes_.size() ? bytes_.substr(at, length) : std::string_view();
    }

private:
    std::string_view bytes_;
    bool complete_ = true;
};

Error damaged(std::string_view format) {
    return {Errc::invalid, "the " + std::string(format) + " picture is damaged or cut off"};
}

// The orientation tag of the TIFF structure that an EXIF block holds, or 1.
int exif_orientation(std::string_view tiff) {
    Bytes bytes(tiff);
    const bool little = bytes.text(0, 2) == "II";
    if (!little && bytes.text(0, 2) != "MM") return 1;
    const auto number16 = [&](std::size_t at) {
        return little ? bytes.little16(at) : bytes.big16(at);
    };
    const std::size_t directory = little ? bytes.little32(4) : bytes.big32(4);
    const std::uint32_t entries = number16(directory);
    constexpr std::uint32_t orientation_tag = 0x0112;
    for (std::uint32_t i = 0; i < entries && bytes.complete(); ++i) {
        const std::size_t entry = directory + 2 + std::size_t{12} * i;
        if (number16(entry) != orientation_tag) continue;
        const std::uint32_t value = number16(entry + 8);
        return bytes.complete() && value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

bool is_frame_header(std::uint32_t marker) {
    // SOF0 to SOF15, without DHT, JPG and DAC, which lie between them.
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

Result<ImageHeader> read_jpeg(std::string_view content) {
    Bytes bytes(content);
    ImageHeader header{.format = ImageFormat::jpeg};
    for (std::size_t at = 2; at < content.size();) {
        if (bytes.u8(at) != 0xFF) return damaged("JPEG");
        const std::uint32_t marker = bytes.u8(at + 1);
        if (marker == 0xFF) {  // Padding.
            ++at;
            continue;
        }
        const std::uint32_t length = bytes.big16(at + 2);
        if (!bytes.complete() || length < 2) return damaged("JPEG");
        if (is_frame_header(marker)) {
            header.height = static_cast<int>(bytes.big16(at + 5));
            header.width = static_cast<int>(bytes.big16(at + 7));
            if (!bytes.complete()) return damaged("JPEG");
            return header;
        }
        if (marker == 0xDA || marker == 0xD9) return damaged("JPEG");  // No frame came before.
        const std::string_view segment = bytes.text(at + 4, length - 2);
        constexpr std::string_view exif_signature("Exif\0\0", 6);
        if (marker == 0xE1 && segment.substr(0, 6) == exif_signature)
            header.orientation = exif_orientation(segment.substr(6));
        at += 2 + std::size_t{length};
    }
    return damaged("JPEG");
}

Result<ImageHeader> read_png(std::string_view content) {
    Bytes bytes(content);
    if (bytes.text(12, 4) != "IHDR") return damaged("PNG");
    const std::uint32_t width = bytes.big32(16);
    const std::uint32_t height = bytes.big32(20);
    constexpr std::uint32_t side_max = 0x7FFFFFFF;
    if (!bytes.complete() || width > side_max || height > side_max) return damaged("PNG");
    return ImageHeader{.format = ImageFormat::png,
                       .width = static_cast<int>(width),
                       .height = static_cast<int>(height)};
}

Result<ImageHeader> read_webp(std::string_view content) {
    Bytes bytes(content);
    ImageHeader header{.format = ImageFormat::webp};
    const std::string_view chunk = bytes.text(12, 4);
    if (chunk == "VP8 ") {
        header.width = static_cast<int>(bytes.little16(26) & 0x3FFF);
        header.height = static_cast<int>(bytes.little16(28) & 0x3FFF);
    } else if (chunk == "VP8L") {
        const std::uint32_t packed = bytes.little32(21);
        header.width = static_cast<int>((packed & 0x3FFF) + 1);
        header.height = static_cast<int>((packed >> 14 & 0x3FFF) + 1);
    } else if (chunk == "VP8X") {
        constexpr std::uint32_t animation_flag = 0x02;
        if (bytes.u8(20) & animation_flag)
            return Error(Errc::invalid, "an animated WebP is not accepted");
        header.width = static_cast<int>(bytes.little24(24) + 1);
        header.height = static_cast<int>(bytes.little24(27) + 1);
    } else {
        return damaged("WebP");
    }
    if (!bytes.complete()) return damaged("WebP");
    return header;
}

// How many bytes the colours take that a GIF's flags announce.
std::size_t gif_colours_size(std::uint32_t flags) {
    constexpr std::uint32_t has_colours = 0x80;
    return flags & has_colours ? std::size_t{3} << ((flags & 7U) + 1U) : 0;
}

// Where the chain of data blocks ends that begins at `at`. An empty block ends it.
std::size_t end_of_gif_blocks(Bytes& bytes, std::size_t at) {
    while (bytes.complete()) {
        const std::uint32_t size = bytes.u8(at);
        at += 1 + size;
        if (size == 0) break;
    }
    return at;
}

// Follows the blocks to the very end, without unpacking any, so that a file that was cut off is not
// taken for one with fewer pictures.
Result<ImageHeader> read_gif(std::string_view content) {
    Bytes bytes(content);
    const ImageHeader header{.format = ImageFormat::gif,
                             .width = static_cast<int>(bytes.little16(6)),
                             .height = static_cast<int>(bytes.little16(8))};
    constexpr std::uint32_t extension = 0x21;
    constexpr std::uint32_t picture = 0x2C;
    constexpr std::uint32_t end = 0x3B;
    bool has_picture = false;
    std::size_t at = 13 + gif_colours_size(bytes.u8(10));
    while (bytes.complete()) {
        const std::uint32_t block = bytes.u8(at);
        if (block == end && bytes.complete() && has_picture) return header;
        if (block == extension) {
            at = end_of_gif_blocks(bytes, at + 2);
        } else if (block == picture) {
            const auto right = static_cast<int>(bytes.little16(at + 1) + bytes.little16(at + 5));
            const auto bottom = static_cast<int>(bytes.little16(at + 3) + bytes.little16(at + 7));
            if (right > header.width || bottom > header.height)
                return Error(Errc::invalid, "the GIF picture is larger than it says");
            has_picture = true;
            at = end_of_gif_blocks(bytes, at + 11 + gif_colours_size(bytes.u8(at + 9)));
        } else {
            break;
        }
    }
    return damaged("GIF");
}

Result<ImageHeader> read_any(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xD8\xFF")) return read_jpeg(bytes);
    if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return read_png(bytes);
    if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return read_webp(bytes);
    if (bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a")) return read_gif(bytes);
    return Error(Errc::invalid, "not a JPEG, PNG, WebP or GIF picture");
}

}  // namespace

std::string_view to_string(ImageFormat format) {
    switch (format) {
        case ImageFormat::jpeg: return "jpeg";
        case ImageFormat::png: return "png";
        case ImageFormat::webp: return "webp";
        case ImageFormat::gif: return "gif";
    }
    return "";
}

std::string_view content_type(ImageFormat format) {
    switch (format) {
        case ImageFormat::jpeg: return "image/jpeg";
        case ImageFormat::png: return "image/png";
        case ImageFormat::webp: return "image/webp";
        case ImageFormat::gif: return "image/gif";
    }
    return "";
}

Result<ImageHeader> read_image_header(std::string_view bytes, const ImageLimits& limits) {
    if (bytes.size() > limits.bytes_max)
        return Error(Errc::invalid,
                     "the picture has more than " + std::to_string(limits.bytes_max) + " bytes");
    auto header = read_any(bytes);
    if (!header) return header;
    if (header->width < 1 || header->height < 1)
        return Error(Errc::invalid, "the picture has no pixels");

    const std::string size =
        std::to_string(header->width) + "x" + std::to_string(header->height) + " pixels";
    const auto pixels = static_cast<std::int64_t>(header->width) * header->height;
    if (header->width > limits.side_max || header->height > limits.side_max ||
        pixels > limits.pixels_max)
        return Error(Errc::invalid, "a picture of " + size + " is too large");
    if (static_cast<std::uint64_t>(pixels) * 3 / bytes.size() > limits.expansion_max)
        return Error(Errc::invalid, "a picture of " + size + " cannot be in so few bytes");
    return header;
}

}  // namespace tts
