#pragma once

#include "adapters/curl/image_fetcher.hpp"
#include "core/result.hpp"

#include <string>
#include <string_view>

namespace tts {

// Gets the newest frame of a streamer from where the operator says that it is. Any thread may use
// it.
class Camera {
public:
    // "http://camera.local/{streamer}.jpg"; empty: there is none.
    explicit Camera(std::string url_template);

    bool is_set() const { return !url_template_.empty(); }

    // The encoded picture, not looked at yet. Errc::not_found if there is no camera, Errc::invalid
    // for a name that cannot stand in a URL, or an error of CurlImageFetcher.
    Result<std::string> frame(std::string_view streamer);

private:
    std::string url_template_;
    // Its own, because the operator's host may have an address that nobody else may send us to.
    CurlImageFetcher fetcher_;
};

// The template with each {streamer} replaced by the name, escaped so that it stays within its
// segment or parameter.
std::string camera_url(std::string url_template, std::string_view streamer);

}  // namespace tts
