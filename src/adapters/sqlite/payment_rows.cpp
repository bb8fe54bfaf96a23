#include "adapters/sqlite/payment_rows.hpp"

namespace tts::sqlite {

namespace {

std::optional<std::string_view> unless_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return text;
}

}  // namespace

const std::string payment_columns =
    "id, order_id, provider, provider_id, reference, flow, status, amount, refunded, currency,"
    " livemode, payer, email, pay_url, idempotency_key, message, created_at, updated_at,"
    " pays_order, fee";

Payment read_payment(RowReader& row) {
    Payment payment;
    payment.id = row.id<PaymentId>();
    payment.order = row.id<OrderId>();
    payment.provider = row.text();
    payment.provider_id = row.text();
    payment.reference = row.text();
    payment.flow = row.parsed(parse_payment_flow);
    payment.status = row.parsed(parse_payment_status);
    payment.amount = row.money();
    payment.refunded = row.money();
    payment.currency = row.text();
    payment.livemode = row.flag();
    payment.payer = row.text();
    payment.email = row.text();
    payment.pay_url = row.text();
    payment.idempotency_key = row.text();
    payment.message = row.text();
    payment.created_at = row.time();
    payment.updated_at = row.time();
    payment.pays_order = row.flag();
    payment.fee = row.money();
    return payment;
}

const std::string refund_columns =
    "id, payment_id, amount, status, provider_id, idempotency_key, message, created_at, updated_at";

Refund read_refund(RowReader& row) {
    Refund refund;
    refund.id = row.id<RefundId>();
    refund.payment = row.id<PaymentId>();
    refund.amount = row.money();
    refund.status = row.parsed(parse_refund_status);
    refund.provider_id = row.text();
    refund.idempotency_key = row.text();
    refund.message = row.text();
    refund.created_at = row.time();
    refund.updated_at = row.time();
    return refund;
}

const std::string payment_event_columns = "provider, id, kind, body, outcome, received_at";

PaymentEvent read_payment_event(RowReader& row) {
    PaymentEvent event;
    event.provider = row.text();
    event.id = row.text();
    event.kind = row.text();
    event.body = row.text();
    event.outcome = row.text();
    event.received_at = row.time();
    return event;
}

Result<void> insert_payment(Database& database, const Payment& payment) {
    return database.execute(
        "INSERT INTO payments (id, order_id, provider, provider_id, reference, flow, status, "
        "amount,"
        " refunded, currency, livemode, payer, email, pay_url, idempotency_key, message,"
        " created_at, updated_at, pays_order, fee)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        payment.id.to_string(), payment.order.to_string(), payment.provider,
        unless_empty(payment.provider_id), unless_empty(payment.reference), to_string(payment.flow),
        to_string(payment.status), payment.amount.to_string(), payment.refunded.to_string(),
        payment.currency, payment.livemode, payment.payer, payment.email, payment.pay_url,
        unless_empty(payment.idempotency_key), payment.message, to_iso8601(payment.created_at),
        to_iso8601(payment.updated_at), payment.pays_order, payment.fee.to_string());
}

Result<void> update_payment(Database& database, const Payment& payment) {
    return database.execute(
        "UPDATE payments SET provider_id = ?, reference = ?, status = ?, refunded = ?,"
        " livemode = ?, pay_url = ?, message = ?, updated_at = ?, pays_order = ?, fee = ?"
        " WHERE id = ?",
        unless_empty(payment.provider_id), unless_empty(payment.reference),
        to_string(payment.status), payment.refunded.to_string(), payment.livemode, payment.pay_url,
        payment.message, to_iso8601(payment.updated_at), payment.pays_order,
        payment.fee.to_string(), payment.id.to_string());
}

Result<void> upsert_refund(Database& database, const Refund& refund) {
    return database.execute(
        "INSERT INTO payment_refunds (id, payment_id, amount, status, provider_id,"
        " idempotency_key, message, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
        " provider_id = excluded.provider_id, message = excluded.message,"
        " updated_at = excluded.updated_at",
        refund.id.to_string(), refund.payment.to_string(), refund.amount.to_string(),
        to_string(refund.status), unless_empty(refund.provider_id),
        unless_empty(refund.idempotency_key), refund.message, to_iso8601(refund.created_at),
        to_iso8601(refund.updated_at));
}

}  // namespace tts::sqlite
