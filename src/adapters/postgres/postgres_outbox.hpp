#pragma once

#include "ports/outbox.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<Outbox> make_postgres_outbox(const std::string& url);

}  // namespace tts
