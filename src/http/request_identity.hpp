#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>

namespace tts::http {

// How others name a request in their logs. Each is empty if the sender gave none that is well
// formed: what goes into our log and answers must be short and plain.
struct RequestIdentity {
    std::string request_id;  // X-Request-Id: up to 128 letters, digits and "-_.~:/+=@".
    std::string trace_id;    // Of a W3C traceparent: 32 hexadecimal digits.
};

RequestIdentity identity_of(const Request& request);

// The trace id of "00-<trace id>-<parent id>-<flags>", or empty if it is not of that form. Source:
// W3C Trace Context, section 3.2.
std::string_view trace_id_of(std::string_view traceparent);

// A new one for a request that came without: unique in this process and, by its first half, which
// is random, in all.
std::string new_request_id();

}  // namespace tts::http
