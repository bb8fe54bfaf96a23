#pragma once

#include "core/result.hpp"
#include "ports/store.hpp"

#include <memory>
#include <string>

namespace tts {

// The migrator of the database at this URL ("postgresql://user@host:5432/name"), which should be
// the direct one, not a pooler. Errc::unavailable if it cannot be reached, Errc::invalid if the URL
// is none.
Result<std::unique_ptr<Migrator>> open_postgres_migrator(const std::string& url);

}  // namespace tts
