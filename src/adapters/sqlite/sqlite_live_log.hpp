#pragma once

#include "ports/live_log.hpp"

#include <memory>
#include <string>

namespace tts {

// The log in the embedded mode's file. It keeps the newest 200,000 entries: more than an hour of 50
// comments a second. Errc::conflict if the file's schema is not that of this program.
Result<std::unique_ptr<LiveLog>> open_sqlite_live_log(const std::string& path);

}  // namespace tts
