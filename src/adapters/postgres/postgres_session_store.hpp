#pragma once

#include "ports/session_store.hpp"

#include <memory>
#include <string>

namespace tts {

// Connects when it is first used.
std::unique_ptr<SessionStore> make_postgres_session_store(const std::string& url);

}  // namespace tts
