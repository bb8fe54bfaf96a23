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
};

// The 403 for a request that a foreign page made; nothing if the request may pass. Origin, if
// present, must be that of the server itself as the Host header names it, or one of `hosts`.
std::optional<Response> refuse_foreign_page(const Request& request, const OriginRules& rules);

}  // namespace tts::http
