#pragma once

#include "adapters/curl/image_fetcher_guard.hpp"
#include "ports/image_source.hpp"

#include <chrono>
#include <cstddef>

namespace tts {

struct ImageFetcherSettings {
    FetchRules rules;
    std::chrono::milliseconds connect_timeout{2'000};
    std::chrono::milliseconds total_timeout{5'000};  // With name look-up and redirects.
    std::size_t bytes_max = 8 * 1024 * 1024;
    int redirects_max = 2;
};

// Fetches pictures from http and https URLs that anybody may have sent. Connects only to addresses
// that were checked; each redirect is checked again; no proxy, no cookies, no credentials.
class CurlImageFetcher final : public ImageSource {
public:
    explicit CurlImageFetcher(ImageFetcherSettings settings = {});

    Result<std::string> fetch(const std::string& url) override;
    // Always empty: HTTP servers promise nothing that could be relied on.
    Result<std::string> version(const std::string& url) override;

private:
    ImageFetcherSettings settings_;
};

}  // namespace tts
