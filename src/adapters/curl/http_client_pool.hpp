#pragma once

#include "adapters/curl/http_client.hpp"

#include <mutex>
#include <vector>

namespace tts {

// Clients that threads share: each call has one for itself, and connections stay open between
// calls. Any thread may call it.
class HttpClientPool final : public HttpCaller {
public:
    explicit HttpClientPool(HttpClientLimits limits) : limits_(limits) {}

    Result<HttpAnswer> call(const HttpRequest& request) override {
        HttpClient client = take();
        auto answer = client.send(request);
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(client));
        return answer;
    }

private:
    HttpClient take() {
        const std::lock_guard lock(mutex_);
        if (free_.empty()) return HttpClient(limits_);
        HttpClient client = std::move(free_.back());
        free_.pop_back();
        return client;
    }

    const HttpClientLimits limits_;
    std::mutex mutex_;
    std::vector<HttpClient> free_;  // Guarded by mutex_. Never more than the threads that call.
};

}  // namespace tts
