#pragma once

#include "ports/live_log.hpp"

#include <memory>
#include <string>

namespace tts {

// The log in the database at this URL; it is opened when it is first needed. It keeps the entries
// of a quarter of an hour.
std::unique_ptr<LiveLog> make_postgres_live_log(const std::string& url);

}  // namespace tts
