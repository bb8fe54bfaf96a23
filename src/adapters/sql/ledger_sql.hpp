#pragma once

#include "adapters/sql/session.hpp"
#include "ports/ledger_store.hpp"

#include <mutex>
#include <utility>

namespace tts::sql {

template <class Row>
StatementLine read_statement_line(Row& row) {
    StatementLine line;
    line.order = row.template id<OrderId>();
    line.number = row.text();
    line.buyer = row.text();
    line.status = row.parsed(parse_order_status);
    line.currency = row.text();
    line.booked_at = row.time();
    line.gross = Money::from_cents(row.integer());
    line.refunds = Money::from_cents(row.integer());
    line.fees = Money::from_cents(row.integer());
    line.commission = Money::from_cents(row.integer());
    return line;
}

template <class Row>
LedgerEntry read_ledger_entry(Row& row) {
    LedgerEntry entry;
    entry.id = row.template id<LedgerEntryId>();
    entry.streamer = row.text();
    entry.order = row.template id<OrderId>();
    entry.payment = row.template id<PaymentId>();
    entry.kind = row.parsed(parse_ledger_kind);
    entry.debit = row.parsed(parse_ledger_account);
    entry.credit = row.parsed(parse_ledger_account);
    entry.amount = Money::from_cents(row.integer());
    entry.currency = row.text();
    entry.created_at = row.time();
    return entry;
}

// A payment and one entry of it; a payment without entries has one whose amount is zero.
template <class Row>
AuditedPayment read_audited_entry(Row& row) {
    AuditedPayment read;
    Order& order = read.order;
    order.id = row.template id<OrderId>();
    order.number = row.text();
    order.streamer = row.text();
    order.status = row.parsed(parse_order_status);
    order.total_price = row.money();
    order.currency = row.text();
    order.commission = row.percentage();
    read.payment_of_order = row.text();
    Payment& payment = read.payment;
    payment.id = row.template id<PaymentId>();
    payment.order = order.id;
    payment.status = row.parsed(parse_payment_status);
    payment.amount = row.money();
    payment.refunded = row.money();
    payment.fee = row.money();
    payment.currency = row.text();
    payment.pays_order = row.flag();
    read.refunds_done = Money::from_cents(row.integer());
    read.refunds_pending = Money::from_cents(row.integer());
    LedgerEntry entry;
    entry.id = row.template id<LedgerEntryId>();
    entry.streamer = row.text();
    entry.order = row.template id<OrderId>();
    entry.payment = payment.id;
    entry.kind = row.parsed(parse_ledger_kind);
    entry.debit = row.parsed(parse_ledger_account);
    entry.credit = row.parsed(parse_ledger_account);
    entry.amount = Money::from_cents(row.integer());
    entry.currency = row.text();
    read.entries.push_back(std::move(entry));
    return read;
}

template <class Row>
UnpaidOrder read_unpaid_order(Row& row) {
    UnpaidOrder order;
    order.number = row.text();
    order.streamer = row.text();
    order.status = row.parsed(parse_order_status);
    return order;
}

// LedgerStore on either database.
template <class Session>
class SqlLedgerStore final : public LedgerStore {
    using Row = typename Session::Row;

public:
    template <class... Args>
    explicit SqlLedgerStore(Args&&... args) : session_(std::forward<Args>(args)...) {}

    Result<std::vector<StatementLine>> statement(const StatementQuery& query) override {
        const std::lock_guard lock(session_.mutex);
        auto lines = session_.select(statement_sql,
                                     {query.streamer, to_iso8601(query.from),
                                      to_iso8601(query.until), std::to_string(query.limit)},
                                     read_statement_line<Row>);
        if (!lines) return lines.error().during("reading a statement");
        return lines;
    }

    Result<std::vector<LedgerEntry>> entries_of(const OrderId& order) override {
        const std::lock_guard lock(session_.mutex);
        auto entries = session_.select(
            "SELECT id, streamer, order_id, payment_id, kind, debit_account, credit_account, "
            "cents, currency, time(created_at) FROM ledger_entries WHERE payment_id IN "
            "(SELECT id FROM payments WHERE order_id = $1::uuid) ORDER BY created_at, id",
            {order.to_string()}, read_ledger_entry<Row>);
        if (!entries) return entries.error().during("reading the books of an order");
        return entries;
    }

    Result<std::vector<AuditedPayment>> payments(const PaymentId& after,
                                                 std::size_t limit) override {
        const std::lock_guard lock(session_.mutex);
        auto rows = session_.select(audit_sql, {after.to_string(), std::to_string(limit)},
                                    read_audited_entry<Row>);
        if (!rows) return rows.error().during("reading payments and their entries");
        return folded(std::move(*rows));
    }

    Result<std::vector<UnpaidOrder>> unpaid_orders(std::size_t limit) override {
        const std::lock_guard lock(session_.mutex);
        auto orders = session_.select(
            "SELECT o.order_number, o.streamer, o.status FROM orders AS o "
            "WHERE o.status IN ('paid', 'shipped', 'delivered', 'refunded') AND NOT EXISTS "
            "(SELECT 1 FROM payments AS p WHERE p.order_id = o.id AND p.pays_order "
            "AND p.status IN ('completed', 'refunded')) "
            "ORDER BY o.created_at DESC, o.id DESC LIMIT $1::bigint",
            {std::to_string(limit)}, read_unpaid_order<Row>);
        if (!orders) return orders.error().during("looking for orders without a payment");
        return orders;
    }

private:
    static constexpr const char* statement_sql =
        "SELECT order_id, order_number, buyer, status, currency, time(booked_at), gross, refunds, "
        "fees, commission FROM (SELECT e.order_id, o.order_number, o.buyer, o.status, e.currency, "
        "min(e.created_at) AS booked_at, "
        "CAST(sum(CASE 'seller_revenue' WHEN e.credit_account THEN e.cents "
        "WHEN e.debit_account THEN -e.cents ELSE 0 END) AS bigint) AS gross, "
        "CAST(sum(CASE 'refunds' WHEN e.debit_account THEN e.cents "
        "WHEN e.credit_account THEN -e.cents ELSE 0 END) AS bigint) AS refunds, "
        "CAST(sum(CASE 'provider_fees' WHEN e.debit_account THEN e.cents "
        "WHEN e.credit_account THEN -e.cents ELSE 0 END) AS bigint) AS fees, "
        "CAST(sum(CASE 'commission_payable' WHEN e.credit_account THEN e.cents "
        "WHEN e.debit_account THEN -e.cents ELSE 0 END) AS bigint) AS commission "
        "FROM ledger_entries AS e JOIN orders AS o ON o.id = e.order_id "
        "WHERE e.streamer = $1::text AND e.created_at >= $2::timestamptz "
        "AND e.created_at < $3::timestamptz "
        "GROUP BY e.order_id, o.order_number, o.buyer, o.status, e.currency) AS booked "
        "ORDER BY booked.booked_at, order_id LIMIT $4::bigint";

    // One statement, so that all of it is of one moment. Amounts of refunds are added up in
    // hundredths, because SQLite has no decimals.
    static constexpr const char* audit_sql =
        "SELECT o.id, o.order_number, o.streamer, o.status, o.total_price, o.currency, "
        "coalesce(o.frozen_commission_percentage, (SELECT s.commission_percentage "
        "FROM streamers AS s WHERE s.username = o.streamer), '0'), o.payment_id, "
        "p.id, p.status, p.amount, p.refunded, p.fee, p.currency, p.pays_order, "
        "(SELECT CAST(coalesce(sum(round(CAST(r.amount AS numeric) * 100)), 0) AS bigint) "
        "FROM payment_refunds AS r WHERE r.payment_id = p.id AND r.status = 'done'), "
        "(SELECT CAST(coalesce(sum(round(CAST(r.amount AS numeric) * 100)), 0) AS bigint) "
        "FROM payment_refunds AS r WHERE r.payment_id = p.id AND r.status = 'pending'), "
        "e.id, e.streamer, e.order_id, coalesce(e.kind, 'sale'), "
        "coalesce(e.debit_account, 'buyer_receivable'), "
        "coalesce(e.credit_account, 'seller_revenue'), coalesce(e.cents, 0), e.currency "
        "FROM payments AS p JOIN orders AS o ON o.id = p.order_id "
        "LEFT JOIN ledger_entries AS e ON e.payment_id = p.id "
        "WHERE p.id IN (SELECT id FROM payments WHERE id > $1::uuid ORDER BY id LIMIT $2::bigint) "
        "ORDER BY p.id, e.created_at, e.id";

    static std::vector<AuditedPayment> folded(std::vector<AuditedPayment> rows) {
        std::vector<AuditedPayment> payments;
        for (AuditedPayment& row : rows) {
            LedgerEntry entry = std::move(row.entries.front());
            row.entries.clear();
            if (payments.empty() || payments.back().payment.id != row.payment.id)
                payments.push_back(std::move(row));
            if (!entry.id.is_nil()) payments.back().entries.push_back(std::move(entry));
        }
        return payments;
    }

    Session session_;
};

}  // namespace tts::sql
