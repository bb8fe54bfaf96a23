#pragma once

#include "core/result.hpp"
#include "ports/image_matcher.hpp"

#include <memory>
#include <string_view>
#include <vector>

// Simple ways to tell how alike two pictures are, to measure ours against: nothing else uses them.

namespace tts {

// Any thread may call it.
class Baseline {
public:
    virtual ~Baseline() = default;

    virtual std::string_view name() const = 0;

    // What is compared. Errc::invalid if the bytes are no picture.
    virtual Result<PreparedPicturePtr> describe(std::string_view encoded) const = 0;

    // The higher the more alike; only the order counts. Both were described by this.
    virtual double similarity(const PreparedPicture& a, const PreparedPicture& b) const = 0;
};

// A colour histogram, a perceptual hash, and ORB points with the ratio test.
std::vector<std::unique_ptr<Baseline>> all_baselines();

}  // namespace tts
