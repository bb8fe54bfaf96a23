#pragma once

#include "ports/stream_delays.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<StreamDelays>> open_sqlite_stream_delays(const std::string& path);

}  // namespace tts
