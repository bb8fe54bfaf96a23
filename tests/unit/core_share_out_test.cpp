#include "core/share_out.hpp"

#include <gtest/gtest.h>

namespace tts {
namespace {

using Counts = std::vector<std::size_t>;

TEST(ShareOut, EverybodyGetsWhatIsWantedWhereThereIsEnough) {
    EXPECT_EQ(share_out(Counts{3, 0, 5}, 8), (Counts{3, 0, 5}));
    EXPECT_EQ(share_out(Counts{}, 8), Counts{});
}

TEST(ShareOut, WhoWantsLittleLeavesTheRestToTheOthers) {
    EXPECT_EQ(share_out(Counts{900, 2, 1}, 100), (Counts{97, 2, 1}));
    EXPECT_EQ(share_out(Counts{900, 10, 700}, 100), (Counts{45, 10, 45}));
}

TEST(ShareOut, NeverGivesMoreThanThereIs) {
    EXPECT_EQ(share_out(Counts{9, 9, 9}, 2), (Counts{0, 1, 1}));
    EXPECT_EQ(share_out(Counts{9, 9}, 0), (Counts{0, 0}));
}

}  // namespace
}  // namespace tts
