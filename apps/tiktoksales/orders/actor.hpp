#pragma once

#include "apps/tiktoksales/access.hpp"
#include "http/message.hpp"

#include <string>

namespace tts {

// Who calls, for the order's events: "streamer ana".
std::string actor_of(const Gate& gate, const http::Request& request);

}  // namespace tts
