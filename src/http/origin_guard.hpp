#pragma once

#include "http/message.hpp"

#include <optional>
#include <string>
#include <vector>

namespace tts::http {

// Loopback is not authentication: any web page that a person opens can send requests to it. What
// gives such requests away are their Host (DNS rebinding) and Origin headers.
struct OriginRules {
    bool is_loopback = true;         // Bound to loopback: only own names are served.
    std::vector<std::string> hosts;  // Own names besides loopback's: "shop.example".
    // Other sites whose pages may call this server: "https://shop.example".
    std::vector<std::string> cors_origins = {};
};

// The 403 for a request that a foreign page made; nothing if the request may pass. Origin, if
// present, must be that of the server itself as the Host header names it, or one of `hosts` or
// `cors_origins`.
std::optional<Response> refuse_foreign_page(const Request& request, const OriginRules& rules);

// The one of `cors_origins` whose page made the request; null if none did.
const std::string* foreign_origin(const Request& request, const OriginRules& rules);

// The answer to the question that a browser asks before it sends such a page's request (the
// preflight of https://fetch.spec.whatwg.org/#http-cors-protocol); nothing if this is none.
std::optional<Response> answer_preflight(const Request& request, const OriginRules& rules);

// What lets the page of that origin read an answer.
void allow_reading(Response& response, const std::string& origin);

}  // namespace tts::http
