#include "adapters/opencv/local_features.hpp"

#include <opencv2/features2d.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace tts {

namespace {

// The squared ratio of the distances to the best and to the second best point, above which a match
// says nothing. 0.8 for the ratio itself is Lowe's figure.
constexpr float ratio_squared_max = 0.8F * 0.8F;

// Unit vectors times this: the largest component that occurs, about 0.5, fits into seven bits.
constexpr float descriptor_scale = 254.0F;

Descriptor quantised(const float* sift) {
    float sum = 0;
    for (int i = 0; i < 128; ++i) sum += sift[i];
    Descriptor descriptor{};
    if (sum <= 0) return descriptor;
    for (std::size_t i = 0; i < descriptor.size(); ++i)
        descriptor[i] = static_cast<std::uint8_t>(
            std::min(127.0F, descriptor_scale * std::sqrt(sift[i] / sum) + 0.5F));
    return descriptor;
}

int dot_plain(const Descriptor& a, const Descriptor& b) {
    int sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) int dot_avx2(const Descriptor& a, const Descriptor& b) {
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i sum = _mm256_setzero_si256();
    for (std::size_t i = 0; i < a.size(); i += 32) {
        const auto x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(a.data() + i));
        const auto y = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(b.data() + i));
        sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(x, y), ones));
    }
    __m128i half = _mm_add_epi32(_mm256_castsi256_si128(sum), _mm256_extracti128_si256(sum, 1));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0x4E));
    half = _mm_add_epi32(half, _mm_shuffle_epi32(half, 0xB1));
    return _mm_cvtsi128_si32(half);
}
#endif

using DotProduct = int (*)(const Descriptor&, const Descriptor&);

DotProduct fastest_dot_product() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return dot_avx2;
#endif
    return dot_plain;
}

struct Nearest {
    int index = -1;
    int best = -1;
    int second = -1;
};

Nearest nearest_of(const Descriptor& wanted, std::span<const Descriptor> among) {
    static const DotProduct dot = fastest_dot_product();
    Nearest nearest;
    for (std::size_t i = 0; i < among.size(); ++i) {
        const int similarity = dot(wanted, among[i]);
        if (similarity > nearest.best) {
            nearest.second = nearest.best;
            nearest.best = similarity;
            nearest.index = static_cast<int>(i);
        } else if (similarity > nearest.second) {
            nearest.second = similarity;
        }
    }
    return nearest;
}

}  // namespace

LocalFeatures find_local_features(const cv::Mat& picture, const PointSettings& settings) {
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    const auto sift = cv::SIFT::create(settings.points_max, 3, settings.contrast_min);
    std::vector<cv::KeyPoint> points;
    cv::Mat descriptors;
    sift->detectAndCompute(grey, cv::noArray(), points, descriptors);

    std::vector<int> order(points.size());
    std::iota(order.begin(), order.end(), 0);
    const auto strength = [&points](int i) { return points[static_cast<std::size_t>(i)].response; };
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return strength(a) > strength(b); });
    LocalFeatures features;
    for (const int i : order) {
        const cv::KeyPoint& point = points[static_cast<std::size_t>(i)];
        features.points.push_back({point.pt, point.size, point.angle});
        features.descriptors.push_back(quantised(descriptors.ptr<float>(i)));
    }
    return features;
}

std::vector<PointMatch> match_points(const LocalFeatures& reference,
                                     const LocalFeatures& frame,
                                     const MatchedPoints& points) {
    const std::span all(frame.descriptors);
    const auto among = all.first(std::min(points.frame, all.size()));
    if (among.size() < 2) return {};
    constexpr float length_squared = descriptor_scale * descriptor_scale;
    struct Claim {
        int reference = -1;
        int similarity = -1;
    };
    // A frame point belongs to the one reference point that is most like it: otherwise a single
    // spot of the frame agrees with itself many times over.
    std::vector<Claim> claims(among.size());
    const std::size_t tried = std::min(points.reference, reference.descriptors.size());
    for (std::size_t i = 0; i < tried; ++i) {
        const Nearest nearest = nearest_of(reference.descriptors[i], among);
        const float best = std::max(0.0F, length_squared - static_cast<float>(nearest.best));
        const float second = std::max(1.0F, length_squared - static_cast<float>(nearest.second));
        if (best >= ratio_squared_max * second) continue;
        Claim& claim = claims[static_cast<std::size_t>(nearest.index)];
        if (nearest.best > claim.similarity) claim = {static_cast<int>(i), nearest.best};
    }
    std::vector<PointMatch> matches;
    for (std::size_t i = 0; i < claims.size(); ++i)
        if (claims[i].reference >= 0) matches.push_back({claims[i].reference, static_cast<int>(i)});
    return matches;
}

}  // namespace tts
