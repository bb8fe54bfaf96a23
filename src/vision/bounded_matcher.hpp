#pragma once

#include "ports/image_matcher.hpp"

#include <semaphore>

namespace tts {

// Lets only so many threads work on pictures at once, however many requests there are: each needs a
// core of its own, and some tens of megabytes. The matcher outlives it.
class BoundedMatcher final : public ImageMatcher {
public:
    BoundedMatcher(const ImageMatcher& matcher, std::ptrdiff_t at_once)
        : matcher_(matcher), places_(at_once) {}

    Result<PreparedPicturePtr> prepare_reference(std::string_view encoded) const override {
        const Place place(places_);
        return matcher_.prepare_reference(encoded);
    }
    Result<PreparedPicturePtr> prepare_frame(std::string_view encoded) const override {
        const Place place(places_);
        return matcher_.prepare_frame(encoded);
    }
    std::vector<Likeness> compare(const PreparedPicture& frame,
                                  std::span<const PreparedPicturePtr> references) const override {
        const Place place(places_);
        return matcher_.compare(frame, references);
    }
    Result<Appearance> describe(std::string_view encoded) const override {
        const Place place(places_);
        return matcher_.describe(encoded);
    }
    Result<std::uint64_t> fingerprint(std::string_view encoded) const override {
        const Place place(places_);
        return matcher_.fingerprint(encoded);
    }
    // Copying is quick, and needs no place.
    std::string pack_reference(const PreparedPicture& reference) const override {
        return matcher_.pack_reference(reference);
    }
    Result<PreparedPicturePtr> unpack_reference(std::string_view packed) const override {
        return matcher_.unpack_reference(packed);
    }

private:
    using Places = std::counting_semaphore<>;

    class Place {
    public:
        explicit Place(Places& places) : places_(places) { places_.acquire(); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;
        ~Place() { places_.release(); }

    private:
        Places& places_;
    };

    const ImageMatcher& matcher_;
    mutable Places places_;
};

}  // namespace tts
