#pragma once

#include "ports/capture_store.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<CaptureStore> make_postgres_capture_store(const std::string& url);

}  // namespace tts
