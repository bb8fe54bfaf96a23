#include "ledger/statement.hpp"

namespace tts {

Result<Statement> make_statement(LedgerStore& store, StatementQuery query) {
    query.limit = statement_lines_max + 1;
    auto lines = store.statement(query);
    if (!lines) return lines.error();
    if (lines->size() > statement_lines_max)
        return Error(Errc::invalid, "more than " + std::to_string(statement_lines_max) +
                                        " orders: ask for a shorter period");
    Statement statement{.query = std::move(query), .lines = std::move(*lines)};
    for (const StatementLine& line : statement.lines) {
        StatementTotals& totals = statement.totals[line.currency];
        if (line.gross > Money()) ++totals.orders;
        totals.gross = totals.gross + line.gross;
        totals.refunds = totals.refunds + line.refunds;
        totals.fees = totals.fees + line.fees;
        totals.commission = totals.commission + line.commission;
    }
    return statement;
}

}  // namespace tts
