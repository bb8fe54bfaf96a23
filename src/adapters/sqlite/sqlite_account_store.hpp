#pragma once

#include "ports/account_store.hpp"

#include <memory>
#include <string>

namespace tts {

// The accounts in the embedded mode's file, beside its store. Errc::conflict if the file's schema
// is not that of this program.
Result<std::unique_ptr<AccountStore>> open_sqlite_account_store(const std::string& path);

}  // namespace tts
