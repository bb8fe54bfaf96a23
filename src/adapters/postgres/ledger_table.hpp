#pragma once

#include "adapters/postgres/postgres_transaction.hpp"
#include "core/ledger.hpp"

// The rows of ledger_entries.

namespace tts::postgres {

// Adds what the books lack of the payment as it is stored now, in the transaction.
Result<void> book(PostgresTransaction& transaction, const Order& order, const Payment& payment);

}  // namespace tts::postgres
