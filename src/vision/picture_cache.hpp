#pragma once

#include "ports/image_matcher.hpp"
#include "ports/image_source.hpp"
#include "vision/prepared_pictures.hpp"

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace tts {

// Prepared catalogue pictures by URL, the least recently used dropped first. Those that are missing
// are taken from where prepared pictures are kept, or prepared. Any thread may call it; two that
// ask for one missing picture at once may both prepare it.
class PictureCache {
public:
    struct Settings {
        std::size_t bytes_max = 256 * 1024 * 1024;
        // For how long a picture is used before its version is looked at again.
        std::chrono::seconds trust{10};
        // The same where versions cannot be known, so that it must be fetched again.
        std::chrono::seconds trust_without_version{600};
        std::chrono::seconds failure_memory{30};  // Until a bad picture is tried again.
    };

    PictureCache(ImageSource& source,
                 const ImageMatcher& matcher,
                 PreparedPictures& prepared,
                 Settings settings)
        : source_(source), matcher_(matcher), prepared_(prepared), settings_(settings) {}

    // The errors of ImageSource and ImageMatcher::prepare_reference().
    Result<PreparedPicturePtr> find(const std::string& url);

    // Prepares the picture as it is now, unless that is done, and keeps it for all processes. A
    // picture whose versions cannot be known is kept by this cache only. The same errors, and those
    // of PreparedPictures.
    Result<void> prepare(const std::string& url);

    std::size_t bytes() const;

private:
    using Clock = std::chrono::steady_clock;

    struct Entry {
        std::string url;
        std::string version;
        PreparedPicturePtr picture;  // None: it failed.
        Error failure;
        std::size_t bytes = 0;
        Clock::time_point valid_until;
    };

    std::optional<Entry> copy_of(const std::string& url);
    Entry refreshed(const std::string& url, const std::optional<Entry>& old);
    Entry made(const std::string& url, std::string version, PreparedPicturePtr picture) const;
    Result<PreparedPicturePtr> kept_before(const std::string& url, const std::string& version);
    Result<PreparedPicturePtr> prepared_now(const std::string& url);
    Entry failed(const std::string& url, const Error& error) const;
    void keep(Entry entry);

    ImageSource& source_;
    const ImageMatcher& matcher_;
    PreparedPictures& prepared_;
    const Settings settings_;

    mutable std::mutex mutex_;
    std::list<Entry> entries_;  // Guarded by mutex_. The most recently used first.
    std::unordered_map<std::string, std::list<Entry>::iterator> by_url_;  // Guarded by mutex_.
    std::size_t bytes_ = 0;                                               // Guarded by mutex_.
};

}  // namespace tts
