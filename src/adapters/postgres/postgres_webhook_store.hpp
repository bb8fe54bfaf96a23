#pragma once

#include "ports/webhook_store.hpp"

#include <memory>
#include <string>

namespace tts {

// Connects when it is first used.
std::unique_ptr<WebhookStore> make_postgres_webhook_store(const std::string& url);

}  // namespace tts
