#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tts {

// A picture, read and measured once, so that comparing it again costs little.
class PreparedPicture {
public:
    virtual ~PreparedPicture() = default;

    virtual std::size_t memory_bytes() const = 0;
};
using PreparedPicturePtr = std::shared_ptr<const PreparedPicture>;

// What speaks for and against seeing one catalogue picture in one frame. All zero: nothing does.
struct Likeness {
    int matches = 0;          // Points of the one that look like points of the other.
    int inliers = 0;          // Of these, those that agree on where the product is.
    double inlier_ratio = 0;  // Of all matching points.
    // The frame's part that should be the product, laid over the catalogue picture: correlations
    // from -1 to 1, and how much of the picture was visible, 0 to 1.
    double lightness = 0;
    double colour = 0;
    // How far the mean colours are apart, in units of the Lab space; and, with that difference of
    // light taken off, the same for the quarter of the patches where they are furthest apart.
    double colour_distance = 0;
    double patch_colour_distance = 0;
    double visible = 0;

    friend bool operator==(const Likeness&, const Likeness&) = default;
};

// A named colour and its share of a picture, background left out.
struct ColourShare {
    std::string name;  // "dark red".
    double share = 0;
};

// What can be said about a picture without knowing what it shows.
struct Appearance {
    std::vector<ColourShare> colours;  // The largest first.
    double aspect = 1;                 // Width by height of what is not background.
    double texture = 0;                // 0 plain, 1 full of detail.
};

// Finds catalogue pictures in frames. It measures; what follows from it is decided elsewhere
// (src/vision). Any thread may call it. Errc::invalid if the bytes are no picture, or one beyond
// the limits.
class ImageMatcher {
public:
    virtual ~ImageMatcher() = default;

    virtual Result<PreparedPicturePtr> prepare_reference(std::string_view encoded) const = 0;
    virtual Result<PreparedPicturePtr> prepare_frame(std::string_view encoded) const = 0;

    // One answer for each reference, in their order. The pictures must come from this matcher.
    virtual std::vector<Likeness> compare(const PreparedPicture& frame,
                                          std::span<const PreparedPicturePtr> references) const = 0;

    virtual Result<Appearance> describe(std::string_view encoded) const = 0;

    // A perceptual hash: pictures that look the same differ in few of its bits.
    virtual Result<std::uint64_t> fingerprint(std::string_view encoded) const = 0;

    // A reference as bytes, so that it can be kept and need not be prepared again.
    virtual std::string pack_reference(const PreparedPicture& reference) const = 0;
    // Errc::invalid if the bytes are not what a matcher of these settings packs.
    virtual Result<PreparedPicturePtr> unpack_reference(std::string_view packed) const = 0;
};

}  // namespace tts
