#pragma once

#include "ports/variant_store.hpp"

#include <memory>
#include <string>

namespace tts {

// Connects when it is first used.
std::unique_ptr<VariantStore> make_postgres_variant_store(const std::string& url);

}  // namespace tts
