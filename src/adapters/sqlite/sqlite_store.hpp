#pragma once

#include "ports/store.hpp"

#include <memory>
#include <string>

namespace tts {

// The store of the embedded mode: one file. Errc::conflict if its schema is not that of this
// program: `tiktoksales schema apply` brings it there. The factory outlives its stores. Several
// processes may have the file open and write to it in turn.
Result<std::unique_ptr<StoreFactory>> open_sqlite_store(const std::string& path);

// The file need not exist; apply() makes it.
Result<std::unique_ptr<Migrator>> open_sqlite_migrator(const std::string& path);

}  // namespace tts
