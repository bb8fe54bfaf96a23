#pragma once

#include "ports/chat_gaps.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<ChatGaps> make_postgres_chat_gaps(const std::string& url);

}  // namespace tts
