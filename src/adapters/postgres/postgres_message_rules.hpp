#pragma once

#include "ports/message_rules.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<MessageRules> make_postgres_message_rules(const std::string& url);

}  // namespace tts
