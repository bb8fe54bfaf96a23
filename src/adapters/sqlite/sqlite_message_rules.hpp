#pragma once

#include "ports/message_rules.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<MessageRules>> open_sqlite_message_rules(const std::string& path);

}  // namespace tts
