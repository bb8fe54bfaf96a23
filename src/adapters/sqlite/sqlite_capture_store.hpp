#pragma once

#include "ports/capture_store.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<CaptureStore>> open_sqlite_capture_store(const std::string& path);

}  // namespace tts
