#pragma once

#include "http/message.hpp"

#include <string>
#include <string_view>

// Makes a request one about the things of the account that sends it.

namespace tts {

// Sets the query's parameter if it is missing or empty. False if it names somebody else.
bool own_query(http::Request& request, std::string_view parameter, const std::string& owner);

// Replaces a member of the JSON object that is the body. A body that is none stays as it is: its
// handler refuses it. `streamer` and `streamer_id` are two names of one thing.
void own_body(http::Request& request, std::string_view member, const std::string& owner);

}  // namespace tts
