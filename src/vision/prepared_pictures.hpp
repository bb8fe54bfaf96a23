#pragma once

#include "ports/image_matcher.hpp"
#include "ports/object_store.hpp"

#include <string>

namespace tts {

// Prepared catalogue pictures in the object store, where every process finds them, also one that
// was started again. Any thread may call it; what it is given outlives it.
class PreparedPictures {
public:
    PreparedPictures(ObjectStore& objects, const ImageMatcher& matcher)
        : objects_(objects), matcher_(matcher) {}

    // What was kept for this version of the picture. Errc::not_found if nothing was, or nothing
    // that can be used; the errors of ObjectStore.
    Result<PreparedPicturePtr> find(const std::string& url, const std::string& version);

    // Instead of what was kept for this URL before. The errors of ObjectStore.
    Result<void> keep(const std::string& url,
                      const std::string& version,
                      const PreparedPicture& picture);

private:
    ObjectStore& objects_;
    const ImageMatcher& matcher_;
};

}  // namespace tts
