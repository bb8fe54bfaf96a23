#pragma once

#include "ports/discount_store.hpp"

#include <memory>
#include <string>

namespace tts {

// Connects when it is first used.
std::unique_ptr<DiscountStore> make_postgres_discount_store(const std::string& url);

}  // namespace tts
