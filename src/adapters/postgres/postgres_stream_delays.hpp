#pragma once

#include "ports/stream_delays.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<StreamDelays> make_postgres_stream_delays(const std::string& url);

}  // namespace tts
