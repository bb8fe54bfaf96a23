#pragma once

#include "core/result.hpp"
#include "ports/http_caller.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tts {

struct HttpClientLimits {
    std::chrono::milliseconds connect_timeout{1'000};
    std::chrono::milliseconds total_timeout{10'000};
    std::size_t body_bytes_max = 16 * 1024 * 1024;
};

// Calls trusted HTTP services (ours, a payment provider): addresses from the configuration, never
// from a user. Keeps its connections open between calls. An instance belongs to one thread.
class HttpClient {
public:
    explicit HttpClient(HttpClientLimits limits = {});
    ~HttpClient();
    HttpClient(HttpClient&&) noexcept;
    HttpClient& operator=(HttpClient&&) noexcept;

    // Any status is an answer. Errc::unavailable if there was none: refused, timed out, cut off.
    Result<HttpAnswer> send(const HttpRequest& request);

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
    HttpClientLimits limits_;
};

}  // namespace tts
