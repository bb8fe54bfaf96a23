#pragma once

#include "http/message.hpp"

#include <string>

namespace tts::http {

// How the answer to one request is to be written.
struct ResponseManner {
    bool is_head = false;      // The request was HEAD: no body.
    bool closes = false;       // The connection ends behind this answer.
    bool is_http_1_0 = false;  // Keeping the connection must be said.
    bool is_streamed = false;  // The body's size is not known: it ends with the connection.
};

// Appends the response as it goes over the wire. Header fields of a handler that would break the
// message (line ends in a value) are left out.
void append_response(std::string& out, const Response& response, ResponseManner manner);

}  // namespace tts::http
