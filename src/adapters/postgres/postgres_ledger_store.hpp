#pragma once

#include "ports/ledger_store.hpp"

#include <memory>
#include <string>

namespace tts {

// Connects when it is first used.
std::unique_ptr<LedgerStore> make_postgres_ledger_store(const std::string& url);

}  // namespace tts
