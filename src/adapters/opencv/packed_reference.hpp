#pragma once

#include "adapters/opencv/local_features.hpp"
#include "adapters/opencv/rectified_comparison.hpp"
#include "core/result.hpp"

#include <string>
#include <string_view>

// A catalogue picture's measurements as bytes: a fixed head, then points, descriptors and canvas as
// they lie in memory. It is a cache, not an exchange format: another version, other settings or
// another kind of machine make it useless, and it is measured again.

namespace tts {

// How a reference was measured; what was packed with other figures is refused.
struct MeasuredWith {
    int pixels = 0;
    int points = 0;
};

struct ReferenceParts {
    LocalFeatures features;
    ReferenceCanvas canvas;
};

std::string pack(MeasuredWith with, const LocalFeatures& features, const ReferenceCanvas& canvas);

// Errc::invalid.
Result<ReferenceParts> unpack(MeasuredWith with, std::string_view packed);

}  // namespace tts
