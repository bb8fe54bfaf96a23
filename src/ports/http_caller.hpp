#pragma once

#include "core/result.hpp"

#include <string>
#include <utility>
#include <vector>

namespace tts {

struct HttpRequest {
    std::string method = "GET";
    std::string url;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

struct HttpAnswer {
    int status = 0;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;  // Names in lower case.
};

// Calls HTTP services that the configuration names. Any thread may call it.
class HttpCaller {
public:
    virtual ~HttpCaller() = default;

    // Any status is an answer. Errc::unavailable if there was none: refused, timed out, cut off.
    virtual Result<HttpAnswer> call(const HttpRequest& request) = 0;
};

}  // namespace tts
