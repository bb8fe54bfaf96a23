#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tts::bench {

// What is asked, and how: a comment by HTTP or in a frame, or what a text wants.
enum class Protocol { http, web_socket, predict };

// Appends a message's JSON as a request or as a frame.
void append_message(std::string& out, Protocol protocol, std::string_view json);

// The request that opens a WebSocket.
std::string upgrade_request();

struct Answers {
    std::size_t count = 0;
    std::size_t refused = 0;  // Of the count: not a "200 OK", or a frame that says "ok":false.
};

// Takes whole answers off the front of `input`. Throws if it is not an answer.
Answers take_answers(std::string& input, Protocol protocol);

}  // namespace tts::bench
