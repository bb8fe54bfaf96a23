#pragma once

#include "adapters/opencv/image_header.hpp"
#include "adapters/opencv/point_settings.hpp"
#include "ports/image_matcher.hpp"

namespace tts {

struct OpencvMatcherSettings {
    ImageLimits limits{};
    int reference_pixels = 160'000;  // Larger pictures are made smaller first.
    int frame_pixels = 240'000;
    PointSettings reference_points{.points_max = 400, .contrast_min = 0.02};
    PointSettings frame_points{.points_max = 1'500, .contrast_min = 0.015};
    // Of more references than `located`, those with the most matches among the strongest
    // `scanned_points` are looked for with all points; the others are nothing. Measured:
    // docs/decisions/0029-a-short-list-of-strong-points.md.
    std::size_t located = 64;
    MatchedPoints scanned_points{.reference = 40, .frame = 900};
    std::size_t compared_closely = 12;  // The references with the most inliers; others are nothing.
};

class OpencvImageMatcher final : public ImageMatcher {
public:
    // Sets OpenCV to one thread for each picture, for the whole process: pictures in parallel are
    // faster than one picture on several threads.
    explicit OpencvImageMatcher(OpencvMatcherSettings settings = {});

    Result<PreparedPicturePtr> prepare_reference(std::string_view encoded) const override;
    Result<PreparedPicturePtr> prepare_frame(std::string_view encoded) const override;
    std::vector<Likeness> compare(const PreparedPicture& frame,
                                  std::span<const PreparedPicturePtr> references) const override;
    Result<Appearance> describe(std::string_view encoded) const override;
    Result<std::uint64_t> fingerprint(std::string_view encoded) const override;
    std::string pack_reference(const PreparedPicture& reference) const override;
    Result<PreparedPicturePtr> unpack_reference(std::string_view packed) const override;

private:
    OpencvMatcherSettings settings_;
};

}  // namespace tts
