#pragma once

#include "ports/api_token_store.hpp"

#include <memory>
#include <string>

namespace tts {

// The tokens in the embedded mode's file, beside its store. Errc::conflict if the file's schema is
// not that of this program.
Result<std::unique_ptr<ApiTokenStore>> open_sqlite_api_token_store(const std::string& path);

}  // namespace tts
