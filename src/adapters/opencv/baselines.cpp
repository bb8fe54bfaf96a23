#include "adapters/opencv/baselines.hpp"

#include "adapters/opencv/image_codec.hpp"

#include <opencv2/features2d.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>

namespace tts {

namespace {

struct Described final : PreparedPicture {
    explicit Described(cv::Mat values) : mat(std::move(values)) {}
    std::size_t memory_bytes() const override { return mat.total() * mat.elemSize(); }
    cv::Mat mat;
};

PreparedPicturePtr description(cv::Mat values) {
    return std::make_shared<Described>(std::move(values));
}

const cv::Mat& mat_of(const PreparedPicture& described) {
    return static_cast<const Described&>(described).mat;
}

Result<cv::Mat> decoded(std::string_view encoded) {
    return decode_image(encoded, {.limits = {}, .pixels_wanted = 360'000});
}

// Shares of hue, saturation and value; how much of them two pictures have in common.
class ColourHistogram final : public Baseline {
public:
    std::string_view name() const override { return "colour_histogram"; }
    Result<PreparedPicturePtr> describe(std::string_view encoded) const override {
        const auto picture = decoded(encoded);
        if (!picture) return picture.error();
        cv::Mat hsv;
        cv::cvtColor(*picture, hsv, cv::COLOR_BGR2HSV);
        constexpr std::array<int, 3> bins = {12, 6, 4};
        cv::Mat shares = cv::Mat::zeros(1, bins[0] * bins[1] * bins[2], CV_32F);
        for (int y = 0; y < hsv.rows; ++y)
            for (int x = 0; x < hsv.cols; ++x) {
                const auto& pixel = hsv.at<cv::Vec3b>(y, x);
                const int hue = std::min(bins[0] - 1, pixel[0] * bins[0] / 180);
                const int bin =
                    (hue * bins[1] + pixel[1] * bins[1] / 256) * bins[2] + pixel[2] * bins[2] / 256;
                shares.at<float>(bin) += 1.0F / static_cast<float>(hsv.total());
            }
        return description(shares);
    }
    double similarity(const PreparedPicture& a, const PreparedPicture& b) const override {
        cv::Mat common;
        cv::min(mat_of(a), mat_of(b), common);
        return cv::sum(common)[0];
    }
};

// The signs of the lowest frequencies of a picture of 32x32 points (pHash).
class PerceptualHash final : public Baseline {
public:
    std::string_view name() const override { return "perceptual_hash"; }
    Result<PreparedPicturePtr> describe(std::string_view encoded) const override {
        const auto picture = decoded(encoded);
        if (!picture) return picture.error();
        cv::Mat grey;
        cv::cvtColor(*picture, grey, cv::COLOR_BGR2GRAY);
        cv::Mat small;
        cv::resize(grey, small, {32, 32}, 0, 0, cv::INTER_AREA);
        cv::Mat exact;
        small.convertTo(exact, CV_32F);
        cv::Mat frequencies;
        cv::dct(exact, frequencies);
        const cv::Mat lowest = frequencies(cv::Rect(0, 0, 8, 8)).clone();
        std::vector<float> sorted(lowest.begin<float>(), lowest.end<float>());
        std::nth_element(sorted.begin(), sorted.begin() + 32, sorted.end());
        return description(lowest > sorted[32]);
    }
    double similarity(const PreparedPicture& a, const PreparedPicture& b) const override {
        return -static_cast<double>(cv::countNonZero(mat_of(a) != mat_of(b)));
    }
};

class OrbPoints final : public Baseline {
public:
    std::string_view name() const override { return "orb"; }
    Result<PreparedPicturePtr> describe(std::string_view encoded) const override {
        const auto picture = decoded(encoded);
        if (!picture) return picture.error();
        constexpr int points_max = 600;
        std::vector<cv::KeyPoint> points;
        cv::Mat descriptors;
        cv::ORB::create(points_max)->detectAndCompute(*picture, cv::noArray(), points, descriptors);
        return description(descriptors);
    }
    double similarity(const PreparedPicture& a, const PreparedPicture& b) const override {
        if (mat_of(a).rows < 2 || mat_of(b).rows < 2) return 0;
        std::vector<std::vector<cv::DMatch>> pairs;
        cv::BFMatcher(cv::NORM_HAMMING).knnMatch(mat_of(a), mat_of(b), pairs, 2);
        return static_cast<double>(std::count_if(pairs.begin(), pairs.end(), is_clear));
    }

private:
    static bool is_clear(const std::vector<cv::DMatch>& nearest) {
        constexpr float ratio_max = 0.8F;
        return nearest.size() == 2 && nearest[0].distance < ratio_max * nearest[1].distance;
    }
};

}  // namespace

std::vector<std::unique_ptr<Baseline>> all_baselines() {
    std::vector<std::unique_ptr<Baseline>> all;
    all.push_back(std::make_unique<ColourHistogram>());
    all.push_back(std::make_unique<PerceptualHash>());
    all.push_back(std::make_unique<OrbPoints>());
    return all;
}

}  // namespace tts
