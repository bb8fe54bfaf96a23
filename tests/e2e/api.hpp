#pragma once

#include "adapters/curl/http_client.hpp"
#include "support/json.hpp"

#include <chrono>
#include <string>

namespace tts::test {

// Of calls to servers that may be slow, because the machine is busy.
constexpr HttpClientLimits patient{.connect_timeout = std::chrono::seconds(30),
                                   .total_timeout = std::chrono::seconds(60)};

// An answer of an endpoint.
struct Answer : HttpAnswer {
    Json json() const { return Json::parse(body); }
};

// Calls that must be answered, whatever the status: without an answer they throw. A body is sent
// as application/json. The answer must be one that the server's /openapi.json describes; if it is
// not, the test fails.
Answer get(const std::string& url);
Answer post(const std::string& url, const std::string& json);
Answer put(const std::string& url, const std::string& json);
Answer call(const HttpRequest& request);

// Calls that may fail, as while a server restarts: status 0 then.
Answer try_get(const std::string& url);
Answer try_post(const std::string& url, const std::string& json);

// A JSON object of texts: object({{"streamer", "ana"}}).
std::string object(const std::vector<std::pair<std::string, std::string>>& members);

}  // namespace tts::test
