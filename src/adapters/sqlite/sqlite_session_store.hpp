#pragma once

#include "ports/session_store.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<SessionStore>> open_sqlite_session_store(const std::string& path);

}  // namespace tts
