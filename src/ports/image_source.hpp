#pragma once

#include "core/result.hpp"

#include <string>

namespace tts {

// Gets pictures by URL. The URLs may come from anybody, so that an implementation refuses
// addresses it must not be sent to. Any thread may call it.
class ImageSource {
public:
    virtual ~ImageSource() = default;

    // The encoded picture, not decoded yet. Errc::invalid if the URL is none or the answer too
    // large, Errc::denied if it may not be fetched, Errc::not_found, Errc::unavailable.
    virtual Result<std::string> fetch(const std::string& url) = 0;

    // A text that changes whenever the picture does, at the cost of a glance; empty if that cannot
    // be known. The same errors.
    virtual Result<std::string> version(const std::string& url) = 0;
};

}  // namespace tts
