#pragma once

#include "ports/privacy_store.hpp"

#include <memory>
#include <string>

namespace tts {

// In the database at this URL; it is opened when it is first needed.
std::unique_ptr<PrivacyStore> make_postgres_privacy_store(const std::string& url);

}  // namespace tts
