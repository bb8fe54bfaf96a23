#include "adapters/opencv/packed_reference.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace tts {

namespace {

static_assert(std::endian::native == std::endian::little, "packed as it lies in memory");
static_assert(std::numeric_limits<float>::is_iec559);

// Grows whenever the measurements change their meaning.
constexpr std::array<char, 4> format = {'T', 'R', 'F', '3'};

struct Head {
    std::array<char, 4> format{};
    std::int32_t pixels = 0;
    std::int32_t points_max = 0;
    std::int32_t points = 0;
    std::int32_t rows = 0;
    std::int32_t columns = 0;
    double scale = 0;
};
static_assert(sizeof(Head) == 32 && sizeof(LocalPoint) == 16, "no gaps");

constexpr std::int32_t canvas_side_max = 1'024;

std::size_t packed_size(const Head& head) {
    const auto points = static_cast<std::size_t>(head.points);
    const auto pixels =
        static_cast<std::size_t>(head.rows) * static_cast<std::size_t>(head.columns);
    return sizeof(Head) + points * (sizeof(LocalPoint) + sizeof(Descriptor)) +
           pixels * (sizeof(cv::Vec3b) + 1);
}

void append(std::string& bytes, const void* from, std::size_t size) {
    bytes.append(static_cast<const char*>(from), size);
}

void append(std::string& bytes, const cv::Mat& picture) {
    for (int row = 0; row < picture.rows; ++row)
        append(bytes, picture.ptr(row),
               static_cast<std::size_t>(picture.cols) * picture.elemSize());
}

void take(std::string_view& bytes, void* to, std::size_t size) {
    if (size > 0) std::memcpy(to, bytes.data(), size);
    bytes.remove_prefix(size);
}

// A new picture is one run of bytes, without gaps between its rows.
cv::Mat take_picture(std::string_view& bytes, const Head& head, int type) {
    cv::Mat picture(head.rows, head.columns, type);
    take(bytes, picture.data, picture.total() * picture.elemSize());
    return picture;
}

bool is_sound(const Head& head, MeasuredWith with) {
    return head.format == format && head.pixels == with.pixels && head.points_max == with.points &&
           head.points >= 0 && head.points <= std::numeric_limits<std::int16_t>::max() &&
           head.rows > 0 && head.rows <= canvas_side_max && head.columns > 0 &&
           head.columns <= canvas_side_max && std::isfinite(head.scale) && head.scale > 0;
}

}  // namespace

std::string pack(MeasuredWith with, const LocalFeatures& features, const ReferenceCanvas& canvas) {
    const Head head{.format = format,
                    .pixels = with.pixels,
                    .points_max = with.points,
                    .points = static_cast<std::int32_t>(features.points.size()),
                    .rows = canvas.lab.rows,
                    .columns = canvas.lab.cols,
                    .scale = canvas.scale};
    std::string bytes;
    bytes.reserve(packed_size(head));
    append(bytes, &head, sizeof(head));
    append(bytes, features.points.data(), features.points.size() * sizeof(LocalPoint));
    append(bytes, features.descriptors.data(), features.descriptors.size() * sizeof(Descriptor));
    append(bytes, canvas.lab);
    append(bytes, canvas.foreground);
    return bytes;
}

Result<ReferenceParts> unpack(MeasuredWith with, std::string_view packed) {
    Head head;
    if (packed.size() < sizeof(head)) return Error(Errc::invalid, "no packed reference");
    std::string_view rest = packed;
    take(rest, &head, sizeof(head));
    if (!is_sound(head, with) || packed.size() != packed_size(head))
        return Error(Errc::invalid, "a reference that was measured otherwise");

    ReferenceParts parts;
    const auto points = static_cast<std::size_t>(head.points);
    parts.features.points.resize(points);
    parts.features.descriptors.resize(points);
    take(rest, parts.features.points.data(), points * sizeof(LocalPoint));
    take(rest, parts.features.descriptors.data(), points * sizeof(Descriptor));
    parts.canvas.lab = take_picture(rest, head, CV_8UC3);
    parts.canvas.foreground = take_picture(rest, head, CV_8UC1);
    parts.canvas.scale = head.scale;
    return parts;
}

}  // namespace tts
