#include "adapters/postgres/ledger_table.hpp"

#include "adapters/postgres/sql_array.hpp"

namespace tts::postgres {

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

Statement insert_entries(std::span<const LedgerEntry> entries) {
    return {
        "INSERT INTO ledger_entries (id, streamer, order_id, payment_id, kind, debit_account, "
        "credit_account, cents, currency, created_at) SELECT * FROM unnest($1::uuid[], "
        "$2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::bigint[], "
        "$9::text[], $10::timestamptz[])",
        {array_of(entries, &LedgerEntry::id), array_of(entries, &LedgerEntry::streamer),
         array_of(entries, &LedgerEntry::order), array_of(entries, &LedgerEntry::payment),
         array_of(entries, [](const LedgerEntry& entry) { return to_string(entry.kind); }),
         array_of(entries, [](const LedgerEntry& entry) { return to_string(entry.debit); }),
         array_of(entries, [](const LedgerEntry& entry) { return to_string(entry.credit); }),
         array_of(entries, [](const LedgerEntry& entry) { return entry.amount.cents(); }),
         array_of(entries, &LedgerEntry::currency), array_of(entries, &LedgerEntry::created_at)}};
}

}  // namespace

Result<void> book(PostgresTransaction& transaction, const Order& order, const Payment& payment) {
    if (payment.status == PaymentStatus::pending) return {};  // Nothing came that could be booked.
    const auto reply = transaction.exchange(
        {{"SELECT kind, debit_account, credit_account, cents FROM ledger_entries "
          "WHERE payment_id = $1::uuid",
          {payment.id.to_string()}},
         {"SELECT amount FROM payment_refunds WHERE payment_id = $1::uuid AND status = 'pending'",
          {payment.id.to_string()}}});
    if (reply.error) return reply.error->during("booking a payment");
    const auto booked = read_all(reply.rows[0], read_entry);
    if (!booked) return booked.error();
    const auto pending = read_all(reply.rows[1], read_amount);
    if (!pending) return pending.error();
    Money refunded = payment.refunded;
    for (const Money amount : *pending) refunded = refunded - amount;
    const auto entries = missing_entries(order, payment, refunded, *booked, now());
    if (entries.empty()) return {};
    const auto inserted = transaction.run(insert_entries(entries));
    if (!inserted) return inserted.error().during("booking a payment");
    return {};
}

}  // namespace tts::postgres
