#pragma once

#include "adapters/curl/image_fetcher_guard.hpp"
#include "ports/byte_source.hpp"

#include <chrono>

namespace tts {

struct ByteSourceSettings {
    FetchRules rules;
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::milliseconds silence_max{15'000};  // Without a byte; then the connection is dead.
    int redirects_max = 3;
};

// Opens http and https URLs that anybody may have sent, for as long as they last. Connects only to
// addresses that were checked; each redirect is checked again; no proxy, no cookies, no
// credentials.
class CurlByteSource final : public ByteSource {
public:
    explicit CurlByteSource(ByteSourceSettings settings = {});

    Result<std::unique_ptr<ByteStream>> open(const std::string& url,
                                             const std::stop_token& stop) override;

private:
    const ByteSourceSettings settings_;
};

}  // namespace tts
