#pragma once

#include "core/result.hpp"
#include "ports/store.hpp"

#include <memory>
#include <string>

namespace tts {

// Stores on the database at this URL; a pooler in transaction mode will do. Errc::unavailable if
// it cannot be reached, Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<StoreFactory>> open_postgres_store(const std::string& url);

}  // namespace tts
