#pragma once

#include "http/message.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

// Makes a request one about the things of the account that sends it.

namespace tts {

// Sets the query's parameter if it is missing or empty. False if it names somebody else.
bool own_query(http::Request& request, std::string_view parameter, const std::string& owner);

// Replaces a member of the JSON object that is the body. A body that is none stays as it is: its
// handler refuses it. `streamer` and `streamer_id` are two names of one thing.
void own_body(http::Request& request, std::string_view member, const std::string& owner);

using SpeaksFor = std::function<bool(std::string_view streamer)>;

// The streamer that the JSON object names, if the sender may not speak for it. Of an object that
// names several, each counts. Nothing for a body that is no object or names none: its handler
// refuses it.
std::optional<std::string> foreign_streamer(std::string_view json, const SpeaksFor& speaks_for);

// The first one that an item of a batch names.
std::optional<std::string> foreign_streamer_of_batch(std::string_view body,
                                                     const SpeaksFor& speaks_for);

}  // namespace tts
