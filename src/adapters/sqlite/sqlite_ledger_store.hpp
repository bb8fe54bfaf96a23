#pragma once

#include "ports/ledger_store.hpp"

#include <memory>
#include <string>

namespace tts {

// In the file of the embedded store. Errc::conflict if its schema is not that of this program.
Result<std::unique_ptr<LedgerStore>> open_sqlite_ledger_store(const std::string& path);

}  // namespace tts
