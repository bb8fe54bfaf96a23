#pragma once

#include "adapters/curl/image_fetcher_guard.hpp"
#include "ports/http_caller.hpp"

#include <chrono>

namespace tts {

struct GuardedHttpSettings {
    FetchRules rules = {};
    std::chrono::milliseconds connect_timeout{2'000};
    std::chrono::milliseconds total_timeout{10'000};
    std::size_t body_bytes_max = 64 * 1024;  // Of an answer; what is beyond is not kept.
};

// Calls services that anybody may have named, such as a seller's: connects to public addresses
// only, each checked right before; a redirect is an answer, not followed. Any thread may call it.
class GuardedHttpCaller final : public HttpCaller {
public:
    explicit GuardedHttpCaller(GuardedHttpSettings settings);

    // Besides Errc::unavailable: Errc::invalid if the URL is none, Errc::denied if it may not be
    // called.
    Result<HttpAnswer> call(const HttpRequest& request) override;

private:
    const GuardedHttpSettings settings_;
};

}  // namespace tts
