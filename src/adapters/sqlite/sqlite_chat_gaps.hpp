#pragma once

#include "ports/chat_gaps.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<ChatGaps>> open_sqlite_chat_gaps(const std::string& path);

}  // namespace tts
