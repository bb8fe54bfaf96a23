#include "apps/tiktoksales/camera.hpp"

#include "core/percent_encoding.hpp"

#include <algorithm>

namespace tts {

namespace {

constexpr std::string_view place = "{streamer}";

// Without port and credentials, which the template has none of.
std::string host_of(std::string_view url) {
    const auto begin = std::min(url.find("://"), url.size());
    const auto authority = url.substr(std::min(begin + 3, url.size()));
    const auto host = authority.substr(0, authority.find_first_of("/?#"));
    const auto bracket = host.find(']');
    const auto colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    return std::string(host.substr(0, colon));
}

ImageFetcherSettings fetcher_settings(const std::string& url_template) {
    ImageFetcherSettings settings;
    settings.rules.hosts_trusted = {host_of(url_template)};
    settings.redirects_max = 0;
    return settings;
}

}  // namespace

std::string camera_url(std::string url_template, std::string_view streamer) {
    const std::string name = percent_encoded(streamer);
    for (auto at = url_template.find(place); at != std::string::npos;
         at = url_template.find(place, at + name.size()))
        url_template.replace(at, place.size(), name);
    return url_template;
}

Camera::Camera(std::string url_template)
    : url_template_(std::move(url_template)), fetcher_(fetcher_settings(url_template_)) {}

Result<std::string> Camera::frame(std::string_view streamer) {
    if (!is_set()) return Error(Errc::not_found, "there is no camera");
    // A segment of dots alone would lead to another folder.
    if (streamer.find_first_not_of('.') == std::string_view::npos)
        return Error(Errc::invalid, "the name cannot stand in a URL");
    return fetcher_.fetch(camera_url(url_template_, streamer));
}

}  // namespace tts
