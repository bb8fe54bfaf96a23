// A catalogue that is too large to look for every picture of it with all of its points.

#include "adapters/opencv/draw_card.hpp"
#include "adapters/opencv/opencv_image_matcher.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace tts {

namespace {

constexpr int products = 24;

ProductCard card(int number) {
    const auto shade = static_cast<std::uint8_t>(40 + 8 * number);
    return {.name = "Product " + std::to_string(number) + " of Ana",
            .base = {shade, static_cast<std::uint8_t>(255 - shade), 90},
            .accent = {200, shade, static_cast<std::uint8_t>(255 - shade)},
            .shape = static_cast<CardShape>(number % 6)};
}

std::vector<PreparedPicturePtr> catalogue(const ImageMatcher& matcher) {
    std::vector<PreparedPicturePtr> pictures;
    for (int i = 0; i < products; ++i)
        pictures.push_back(matcher.prepare_reference(draw_product_card(card(i)).value()).value());
    return pictures;
}

PreparedPicturePtr frame_with(const ImageMatcher& matcher, int number) {
    StreamFrame frame;
    frame.product = card(number);
    frame.placement = {.centre_x = 0.45, .centre_y = 0.55, .width = 0.7, .rotation_degrees = 8};
    return matcher.prepare_frame(draw_stream_frame(frame).value()).value();
}

std::size_t likeliest(const std::vector<Likeness>& likenesses) {
    const auto best =
        std::max_element(likenesses.begin(), likenesses.end(),
                         [](const auto& a, const auto& b) { return a.inliers < b.inliers; });
    return static_cast<std::size_t>(best - likenesses.begin());
}

}  // namespace

TEST(VisionShortList, FindsWhatLookingForEverythingFinds) {
    const OpencvImageMatcher thorough({.located = products});
    const OpencvImageMatcher quick({.located = 8});
    const auto pictures = catalogue(thorough);

    for (const int number : {0, 7, 14, 21}) {
        const auto frame = frame_with(thorough, number);
        const auto all = thorough.compare(*frame, pictures);
        const auto few = quick.compare(*frame, pictures);

        // Four cards have the shape and the words of each other: half of the list is such siblings.
        const auto wanted = static_cast<std::size_t>(number);
        EXPECT_EQ(likeliest(all), wanted);
        EXPECT_EQ(few[wanted], all[wanted]);
    }
}

TEST(VisionShortList, LooksForNoMoreThanItsLength) {
    const OpencvImageMatcher matcher({.located = 4});

    const auto likenesses = matcher.compare(*frame_with(matcher, 3), catalogue(matcher));

    ASSERT_EQ(likenesses.size(), static_cast<std::size_t>(products));
    EXPECT_LE(std::count_if(likenesses.begin(), likenesses.end(),
                            [](const Likeness& likeness) { return likeness.inliers > 0; }),
              4);
}

}  // namespace tts
