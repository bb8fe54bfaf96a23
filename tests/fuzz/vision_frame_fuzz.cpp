#include "adapters/opencv/draw_card.hpp"
#include "adapters/opencv/image_codec.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"
#include "vision/evidence.hpp"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

// What a frame goes through that somebody sends: decoded and turned upright, its points found,
// looked for in a small catalogue, and weighed.

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* bytes,
                                        std::size_t size,
                                        std::size_t size_max);

namespace {

using namespace tts;

// Small, so that a run is quick.
constexpr ImageLimits limits{.side_max = 512, .pixels_max = 65'536, .bytes_max = 65'536};

ProductCard card_of(const char* name, CardShape shape) {
    return {.name = name, .base = {240, 200, 210}, .accent = {150, 30, 80}, .shape = shape};
}

cv::Mat small_picture(const ProductCard& card) {
    cv::Mat small;
    cv::resize(decode_image(draw_product_card(card).value()).value(), small, {160, 160}, 0, 0,
               cv::INTER_AREA);
    return small;
}

struct Catalogue {
    OpencvImageMatcher matcher{{.limits = limits}};
    std::vector<PreparedPicturePtr> pictures;
    std::vector<std::size_t> owners = {0, 1, 1};  // The second product has two pictures.

    Catalogue() {
        for (const auto& card :
             {card_of("Rose Serum", CardShape::bottle), card_of("Spice Box", CardShape::box),
              card_of("Travel Mug", CardShape::mug)})
            pictures.push_back(
                matcher.prepare_reference(encode_png(small_picture(card)).value()).value());
    }
};

// JPEG pictures whose EXIF says how they are turned, and PNG: what mutations start from, because
// chance alone hardly ever makes a picture.
std::string turned(const std::string& jpeg, char orientation) {
    using namespace std::string_literals;
    const std::string exif =
        "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"s + orientation + "\0\0\0\0\0\0\0"s;
    const auto length = static_cast<char>(exif.size() + 2);
    return jpeg.substr(0, 2) + "\xff\xe1\0"s + length + exif + jpeg.substr(2);
}

std::vector<std::string> beginnings() {
    const cv::Mat picture = small_picture(card_of("Spice Box", CardShape::box));
    std::vector<std::string> all = {encode_png(picture).value()};
    for (char orientation = 1; orientation <= 8; ++orientation)
        all.push_back(turned(encode_jpeg(picture, 60).value(), orientation));
    return all;
}

// Whatever was measured, what follows from it is a probability of each product and of nothing.
void check(const std::vector<Likeness>& products) {
    const std::vector<std::vector<double>> frames = {log_odds(products)};
    const auto probabilities = product_probabilities(frames);
    if (probabilities.size() != products.size()) std::abort();
    for (const double probability : probabilities)
        if (!(probability >= 0 && probability <= 1)) std::abort();
    const double sum = std::accumulate(probabilities.begin(), probabilities.end(), 0.0);
    if (!(sum <= 1 + 1e-9)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const Catalogue catalogue;
    const std::string input(reinterpret_cast<const char*>(bytes), size);

    const auto frame = catalogue.matcher.prepare_frame(input);
    if (!frame) return 0;

    const auto likenesses = catalogue.matcher.compare(**frame, catalogue.pictures);
    if (likenesses.size() != catalogue.pictures.size()) std::abort();
    check(likeness_by_product(likenesses, catalogue.owners, 2));

    // A picture that is a frame can be sold, too, and is found where it was packed.
    const auto reference = catalogue.matcher.prepare_reference(input);
    if (!reference) std::abort();
    const std::string packed = catalogue.matcher.pack_reference(**reference);
    const auto unpacked = catalogue.matcher.unpack_reference(packed);
    if (!unpacked || catalogue.matcher.pack_reference(**unpacked) != packed) std::abort();
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* bytes,
                                               std::size_t size,
                                               std::size_t size_max,
                                               unsigned int seed) {
    static const std::vector<std::string> pictures = beginnings();
    constexpr std::size_t size_min = 64;  // Less is no picture.
    if (size < size_min) {
        const std::string& picture = pictures[seed % pictures.size()];
        size = std::min(picture.size(), size_max);
        std::memcpy(bytes, picture.data(), size);
        if (seed % 5 == 0) return size;
    }
    return LLVMFuzzerMutate(bytes, size, size_max);
}
