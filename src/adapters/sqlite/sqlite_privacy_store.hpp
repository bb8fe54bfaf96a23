#pragma once

#include "ports/privacy_store.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<PrivacyStore>> open_sqlite_privacy_store(const std::string& path);

}  // namespace tts
