#include "adapters/sqlite/ledger_rows.hpp"

#include "adapters/sqlite/select.hpp"

namespace tts::sqlite {

namespace {

LedgerEntry read_entry(RowReader& row) {
    LedgerEntry entry;
    entry.kind = row.parsed(parse_ledger_kind);
    entry.debit = row.parsed(parse_ledger_account);
    entry.credit = row.parsed(parse_ledger_account);
    entry.amount = Money::from_cents(row.integer());
    return entry;
}

Money read_amount(RowReader& row) {
    return row.money();
}

Result<void> insert_entry(Database& database, const LedgerEntry& entry) {
    return database.execute(
        "INSERT INTO ledger_entries (id, streamer, order_id, payment_id, kind, debit_account,"
        " credit_account, cents, currency, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.id.to_string(), entry.streamer, entry.order.to_string(), entry.payment.to_string(),
        to_string(entry.kind), to_string(entry.debit), to_string(entry.credit),
        entry.amount.cents(), entry.currency, to_iso8601(entry.created_at));
}

}  // namespace

Result<void> book(Database& database, const Order& order, const Payment& payment) {
    if (payment.status == PaymentStatus::pending) return {};  // Nothing came that could be booked.
    static const std::string booked_sql =
        "SELECT kind, debit_account, credit_account, cents FROM ledger_entries"
        " WHERE payment_id = ?";
    static const std::string pending_sql =
        "SELECT amount FROM payment_refunds WHERE payment_id = ? AND status = 'pending'";
    const auto booked = select_all(database, booked_sql, read_entry, payment.id.to_string());
    if (!booked) return booked.error();
    const auto pending = select_all(database, pending_sql, read_amount, payment.id.to_string());
    if (!pending) return pending.error();
    Money refunded = payment.refunded;
    for (const Money amount : *pending) refunded = refunded - amount;
    for (const auto& entry : missing_entries(order, payment, refunded, *booked, now())) {
        const auto inserted = insert_entry(database, entry);
        if (!inserted) return inserted.error().during("booking a payment");
    }
    return {};
}

}  // namespace tts::sqlite
