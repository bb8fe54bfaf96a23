#pragma once

#include "ports/api_token_store.hpp"

#include <memory>
#include <string>

namespace tts {

// The tokens in PostgreSQL. Connects when it is first used, and again after a loss.
std::unique_ptr<ApiTokenStore> make_postgres_api_token_store(const std::string& url);

}  // namespace tts
