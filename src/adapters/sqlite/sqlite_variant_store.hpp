#pragma once

#include "ports/variant_store.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<VariantStore>> open_sqlite_variant_store(const std::string& path);

}  // namespace tts
