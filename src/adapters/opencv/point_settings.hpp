#pragma once

#include <cstddef>
#include <limits>

namespace tts {

struct PointSettings {
    int points_max = 400;
    // Of the pixels around a point, from 0 to 1. Prints are often pale, and weak points that fit
    // nowhere are dropped when the geometry is checked, so that half of the usual 0.04 is enough.
    double contrast_min = 0.02;
};

// How many of the strongest points of both pictures are looked at.
struct MatchedPoints {
    std::size_t reference = std::numeric_limits<std::size_t>::max();
    std::size_t frame = std::numeric_limits<std::size_t>::max();
};

}  // namespace tts
