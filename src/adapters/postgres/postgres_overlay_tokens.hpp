#pragma once

#include "ports/overlay_tokens.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<OverlayTokens> make_postgres_overlay_tokens(const std::string& url);

}  // namespace tts
