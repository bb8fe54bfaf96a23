#pragma once

#include "ports/comment_queue.hpp"

#include <string>
#include <string_view>

namespace tts {

// How a dead letter is kept: {"list","entry","error","attempts","buried_at"}; the entry is the text
// from the list, unchanged.
std::string to_json(const DeadLetter& letter);

// Errc::corrupt if it is not such a text.
Result<DeadLetter> parse_dead_letter(std::string_view json);

}  // namespace tts
