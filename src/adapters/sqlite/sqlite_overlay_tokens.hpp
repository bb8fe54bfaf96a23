#pragma once

#include "ports/overlay_tokens.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<OverlayTokens>> open_sqlite_overlay_tokens(const std::string& path);

}  // namespace tts
