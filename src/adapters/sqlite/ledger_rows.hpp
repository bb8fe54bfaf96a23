#pragma once

#include "adapters/sqlite/database.hpp"
#include "core/ledger.hpp"

// The rows of ledger_entries.

namespace tts::sqlite {

// Adds what the books lack of the payment as it is stored now, in the transaction that is open.
Result<void> book(Database& database, const Order& order, const Payment& payment);

}  // namespace tts::sqlite
