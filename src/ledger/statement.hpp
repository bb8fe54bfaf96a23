#pragma once

#include "ports/ledger_store.hpp"

#include <map>
#include <string>

namespace tts {

// The sums of a statement in one currency.
struct StatementTotals {
    std::int64_t orders = 0;  // Of which something was sold in the period.
    Money gross = {};
    Money refunds = {};
    Money fees = {};
    Money commission = {};

    Money net() const { return gross - refunds - fees - commission; }
};

// What was booked of a streamer's orders in a period. The books are only ever added to, so the
// statement of a period that is over stays as it is.
struct Statement {
    StatementQuery query = {};
    std::vector<StatementLine> lines = {};
    std::map<std::string, StatementTotals> totals = {};  // By currency.
};

constexpr std::size_t statement_lines_max = 20'000;

// Errc::invalid if there are more orders in the period than one statement holds.
Result<Statement> make_statement(LedgerStore& store, StatementQuery query);

}  // namespace tts
