#pragma once

#include "core/result.hpp"
#include "ports/store.hpp"

#include <memory>
#include <string>

namespace tts {

// Stores on the database at this URL; a pooler in transaction mode will do. Errc::unavailable if
// it cannot be reached, Errc::invalid if the URL is none, Errc::conflict if the schema is not that
// of this program.
Result<std::unique_ptr<StoreFactory>> open_postgres_store(const std::string& url);

}  // namespace tts
