#include "adapters/opencv/opencv_image_matcher.hpp"

#include "adapters/opencv/appearance.hpp"
#include "adapters/opencv/find_pose.hpp"
#include "adapters/opencv/image_codec.hpp"
#include "adapters/opencv/local_features.hpp"
#include "adapters/opencv/packed_reference.hpp"
#include "adapters/opencv/rectified_comparison.hpp"

#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <numeric>

namespace tts {

namespace {

struct Reference final : PreparedPicture {
    LocalFeatures features;
    ReferenceCanvas canvas;

    std::size_t memory_bytes() const override {
        return sizeof(*this) + features.points.size() * (sizeof(LocalPoint) + sizeof(Descriptor)) +
               canvas.lab.total() * (canvas.lab.elemSize() + 1);
    }
};

struct Frame final : PreparedPicture {
    LocalFeatures features;
    cv::Mat pixels;

    std::size_t memory_bytes() const override {
        return sizeof(*this) + features.points.size() * (sizeof(LocalPoint) + sizeof(Descriptor)) +
               pixels.total() * pixels.elemSize();
    }
};

// Where a reference was found in the frame.
struct Location {
    std::size_t reference = 0;
    Likeness likeness;
    cv::Matx23d reference_to_frame;
};

Location locate(const Reference& reference, const Frame& frame) {
    const auto matches = match_points(reference.features, frame.features);
    Location location;
    location.likeness.matches = static_cast<int>(matches.size());
    const auto pose = find_pose(reference.features, frame.features, matches);
    if (!pose) return location;
    location.reference_to_frame = pose->reference_to_frame;
    location.likeness.inliers = pose->inliers;
    location.likeness.inlier_ratio =
        static_cast<double>(pose->inliers) / static_cast<double>(matches.size());
    return location;
}

// Which references are worth looking for with all of their points. Looking costs each reference
// 0.4 ms, this a fifth of it.
std::vector<std::size_t> short_list(std::span<const PreparedPicturePtr> references,
                                    const Frame& frame,
                                    const OpencvMatcherSettings& settings) {
    std::vector<std::size_t> list(references.size());
    std::iota(list.begin(), list.end(), std::size_t{0});
    if (references.size() <= settings.located) return list;
    std::vector<std::size_t> matches;
    for (const PreparedPicturePtr& reference : references)
        matches.push_back(match_points(static_cast<const Reference&>(*reference).features,
                                       frame.features, settings.scanned_points)
                              .size());
    std::stable_sort(list.begin(), list.end(),
                     [&matches](std::size_t a, std::size_t b) { return matches[a] > matches[b]; });
    list.resize(settings.located);
    return list;
}

}  // namespace

OpencvImageMatcher::OpencvImageMatcher(OpencvMatcherSettings settings) : settings_(settings) {
    cv::setNumThreads(1);
}

Result<PreparedPicturePtr> OpencvImageMatcher::prepare_reference(std::string_view encoded) const {
    const auto picture = decode_image(
        encoded, {.limits = settings_.limits, .pixels_wanted = settings_.reference_pixels});
    if (!picture) return picture.error();
    auto reference = std::make_shared<Reference>();
    reference->features = find_local_features(*picture, settings_.reference_points);
    reference->canvas = make_reference_canvas(*picture);
    return PreparedPicturePtr(std::move(reference));
}

Result<PreparedPicturePtr> OpencvImageMatcher::prepare_frame(std::string_view encoded) const {
    auto picture = decode_image(
        encoded, {.limits = settings_.limits, .pixels_wanted = settings_.frame_pixels});
    if (!picture) return picture.error();
    auto frame = std::make_shared<Frame>();
    frame->features = find_local_features(*picture, settings_.frame_points);
    frame->pixels = std::move(*picture);
    return PreparedPicturePtr(std::move(frame));
}

std::vector<Likeness> OpencvImageMatcher::compare(
    const PreparedPicture& frame, std::span<const PreparedPicturePtr> references) const {
    const auto& seen = static_cast<const Frame&>(frame);
    std::vector<Location> locations;
    std::vector<Likeness> likenesses(references.size());
    for (const std::size_t i : short_list(references, seen, settings_)) {
        Location location = locate(static_cast<const Reference&>(*references[i]), seen);
        location.reference = i;
        likenesses[i].matches = location.likeness.matches;
        if (location.likeness.inliers > 0) locations.push_back(location);
    }
    const std::size_t closely = std::min(settings_.compared_closely, locations.size());
    std::partial_sort(locations.begin(), locations.begin() + static_cast<std::ptrdiff_t>(closely),
                      locations.end(), [](const Location& a, const Location& b) {
                          return a.likeness.inliers > b.likeness.inliers;
                      });
    locations.resize(closely);
    for (Location& location : locations) {
        const auto& reference = static_cast<const Reference&>(*references[location.reference]);
        compare_rectified(reference.canvas, seen.pixels, location.reference_to_frame,
                          location.likeness);
        // Points that agree on a place outside of the frame show nothing.
        if (location.likeness.visible > 0) likenesses[location.reference] = location.likeness;
    }
    return likenesses;
}

Result<Appearance> OpencvImageMatcher::describe(std::string_view encoded) const {
    constexpr int pixels_enough = 40'000;
    const auto picture =
        decode_image(encoded, {.limits = settings_.limits, .pixels_wanted = pixels_enough});
    if (!picture) return picture.error();
    return appearance_of(*picture);
}

// Whether each of 8x8 fields is brighter than the one left of it (a difference hash).
Result<std::uint64_t> OpencvImageMatcher::fingerprint(std::string_view encoded) const {
    constexpr int pixels_enough = 10'000;
    const auto picture =
        decode_image(encoded, {.limits = settings_.limits, .pixels_wanted = pixels_enough});
    if (!picture) return picture.error();
    cv::Mat grey;
    cv::cvtColor(*picture, grey, cv::COLOR_BGR2GRAY);
    cv::Mat small;
    cv::resize(grey, small, {9, 8}, 0, 0, cv::INTER_AREA);
    std::uint64_t bits = 0;
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 8; ++x)
            bits = bits << 1U |
                   (small.at<std::uint8_t>(y, x + 1) > small.at<std::uint8_t>(y, x) ? 1U : 0U);
    return bits;
}

std::string OpencvImageMatcher::pack_reference(const PreparedPicture& reference) const {
    const auto& prepared = static_cast<const Reference&>(reference);
    return pack(
        {.pixels = settings_.reference_pixels, .points = settings_.reference_points.points_max},
        prepared.features, prepared.canvas);
}

Result<PreparedPicturePtr> OpencvImageMatcher::unpack_reference(std::string_view packed) const {
    auto parts = unpack(
        {.pixels = settings_.reference_pixels, .points = settings_.reference_points.points_max},
        packed);
    if (!parts) return parts.error();
    auto reference = std::make_shared<Reference>();
    reference->features = std::move(parts->features);
    reference->canvas = std::move(parts->canvas);
    return PreparedPicturePtr(std::move(reference));
}

}  // namespace tts
