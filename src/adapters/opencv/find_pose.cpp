#include "adapters/opencv/find_pose.hpp"

#include <opencv2/calib3d.hpp>

#include <cmath>
#include <cstdint>
#include <vector>

namespace tts {

namespace {

struct Pair {
    const LocalPoint& reference;
    const LocalPoint& frame;
};

Pair pair_of(const LocalFeatures& reference, const LocalFeatures& frame, const PointMatch& match) {
    return {reference.points[static_cast<std::size_t>(match.reference)],
            frame.points[static_cast<std::size_t>(match.frame)]};
}

// A turn, a scale and a shift.
struct Similarity {
    double scale = 1;
    double degrees = 0;
    cv::Matx23d move;
};

Similarity move_by(const Pair& pair) {
    Similarity similarity;
    similarity.scale = pair.frame.size / pair.reference.size;
    similarity.degrees = pair.frame.angle - pair.reference.angle;
    const double radians = similarity.degrees * CV_PI / 180;
    const double cosine = similarity.scale * std::cos(radians);
    const double sine = similarity.scale * std::sin(radians);
    const cv::Point2d from = pair.reference.place;
    const cv::Point2d to = pair.frame.place;
    similarity.move = {cosine, -sine,  to.x - (cosine * from.x - sine * from.y),
                       sine,   cosine, to.y - (sine * from.x + cosine * from.y)};
    return similarity;
}

double distance_after(const cv::Matx23d& move, const Pair& pair) {
    const cv::Point2d from = pair.reference.place;
    const cv::Point2d to = pair.frame.place;
    return std::hypot(move(0, 0) * from.x + move(0, 1) * from.y + move(0, 2) - to.x,
                      move(1, 0) * from.x + move(1, 1) * from.y + move(1, 2) - to.y);
}

// Sizes and angles of points are rough, so that the further away a point is, the further it may be
// off. The figures are those that were the best among a few on phone photos.
bool agrees(const Similarity& similarity, const Pair& centre, const Pair& pair) {
    constexpr double distance_max = 12;
    constexpr double drift = 0.06;
    constexpr double degrees_max = 30;
    constexpr double scale_ratio_min = 0.6;
    constexpr double scale_ratio_max = 1.7;
    const double ratio = pair.frame.size / pair.reference.size / similarity.scale;
    if (ratio < scale_ratio_min || ratio > scale_ratio_max) return false;
    const double turn = pair.frame.angle - pair.reference.angle - similarity.degrees;
    if (std::abs(std::remainder(turn, 360.0)) > degrees_max) return false;
    const double reach = cv::norm(pair.reference.place - centre.reference.place);
    return distance_after(similarity.move, pair) < distance_max + drift * reach * similarity.scale;
}

using Matches = std::vector<PointMatch>;

struct Hypothesis {
    cv::Matx23d move;
    Matches inliers;
};

Hypothesis most_agreed(const LocalFeatures& reference,
                       const LocalFeatures& frame,
                       std::span<const PointMatch> matches) {
    Hypothesis best;
    for (const PointMatch& centre : matches) {
        const Pair pair = pair_of(reference, frame, centre);
        if (!(pair.reference.size > 0)) continue;
        const Similarity similarity = move_by(pair);
        Matches inliers;
        for (const PointMatch& match : matches)
            if (agrees(similarity, pair, pair_of(reference, frame, match)))
                inliers.push_back(match);
        if (inliers.size() > best.inliers.size()) best = {similarity.move, std::move(inliers)};
    }
    return best;
}

// A product that is held up is neither mirrored, nor squeezed flat, nor a speck.
bool plausible(const cv::Matx23d& move) {
    const double determinant = move(0, 0) * move(1, 1) - move(0, 1) * move(1, 0);
    const double squares = move(0, 0) * move(0, 0) + move(0, 1) * move(0, 1) +
                           move(1, 0) * move(1, 0) + move(1, 1) * move(1, 1);
    constexpr double area_min = 0.02;
    constexpr double area_max = 40;
    // squares / (2 determinant) is 1 for a pure turn and 1.67 at proportions of 3 to 1.
    return determinant > area_min && determinant < area_max && squares < 2 * 1.67 * determinant;
}

std::optional<cv::Matx23d> affine_of(const LocalFeatures& reference,
                                     const LocalFeatures& frame,
                                     const Matches& matches) {
    std::vector<cv::Point2f> from;
    std::vector<cv::Point2f> to;
    for (const PointMatch& match : matches) {
        const Pair pair = pair_of(reference, frame, match);
        from.push_back(pair.reference.place);
        to.push_back(pair.frame.place);
    }
    std::vector<std::uint8_t> agree;
    const cv::Mat move = cv::estimateAffine2D(from, to, agree, cv::RANSAC, 6, 500, 0.99, 10);
    if (move.empty()) return std::nullopt;
    const cv::Matx23d affine(move.ptr<double>());
    return plausible(affine) ? std::optional(affine) : std::nullopt;
}

// A pack that is held askew is an affine image, as far as the camera is away.
void refine(Hypothesis& hypothesis,
            const LocalFeatures& reference,
            const LocalFeatures& frame,
            std::span<const PointMatch> matches) {
    constexpr std::size_t matches_min = 4;
    constexpr int rounds = 2;
    for (int round = 0; round < rounds && hypothesis.inliers.size() >= matches_min; ++round) {
        const auto move = affine_of(reference, frame, hypothesis.inliers);
        if (!move) return;
        constexpr double distance_max = 6;  // Pixels: a bent pack is not quite an affine image.
        Matches inliers;
        for (const PointMatch& match : matches)
            if (distance_after(*move, pair_of(reference, frame, match)) < distance_max)
                inliers.push_back(match);
        // A move that loses many of them explains something else.
        constexpr double kept_min = 0.6;
        const auto before = static_cast<double>(hypothesis.inliers.size());
        if (static_cast<double>(inliers.size() + 1) < kept_min * before) return;
        hypothesis = {*move, std::move(inliers)};
    }
}

}  // namespace

std::optional<Pose> find_pose(const LocalFeatures& reference,
                              const LocalFeatures& frame,
                              std::span<const PointMatch> matches) {
    Hypothesis best = most_agreed(reference, frame, matches);
    constexpr std::size_t inliers_min = 2;
    if (best.inliers.size() < inliers_min) return std::nullopt;
    refine(best, reference, frame, matches);
    if (!plausible(best.move)) return std::nullopt;
    return Pose{best.move, static_cast<int>(best.inliers.size())};
}

}  // namespace tts
