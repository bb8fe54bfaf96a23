#include "adapters/postgres/payment_tables.hpp"

namespace tts::postgres {

namespace {

Parameter unless_empty(const std::string& text) {
    if (text.empty()) return std::nullopt;
    return text;
}

std::string name(std::string_view text) {
    return std::string(text);
}

}  // namespace

std::string payment_columns() {
    return "id, order_id, provider, provider_id, reference, flow, status, amount, refunded, "
           "currency, livemode, payer, email, pay_url, idempotency_key, message, " +
           ms("created_at") + ", " + ms("updated_at") + ", pays_order, fee";
}

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

std::string refund_columns() {
    return "id, payment_id, amount, status, provider_id, idempotency_key, message, " +
           ms("created_at") + ", " + ms("updated_at");
}

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

std::string payment_event_columns() {
    return "provider, id, kind, body, outcome, " + ms("received_at");
}

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

Statement insert_payment(const Payment& payment) {
    return {
        "INSERT INTO payments (id, order_id, provider, provider_id, reference, flow, status, "
        "amount, refunded, currency, livemode, payer, email, pay_url, idempotency_key, message, "
        "created_at, updated_at, pays_order, fee) VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6, $7, "
        "$8::numeric, $9::numeric, $10, $11::boolean, $12, $13, $14, $15, $16, $17::timestamptz, "
        "$18::timestamptz, $19::boolean, $20::numeric) ON CONFLICT DO NOTHING",
        {payment.id.to_string(),
         payment.order.to_string(),
         payment.provider,
         unless_empty(payment.provider_id),
         unless_empty(payment.reference),
         name(to_string(payment.flow)),
         name(to_string(payment.status)),
         payment.amount.to_string(),
         payment.refunded.to_string(),
         payment.currency,
         payment.livemode ? "t" : "f",
         payment.payer,
         payment.email,
         payment.pay_url,
         unless_empty(payment.idempotency_key),
         payment.message,
         to_iso8601(payment.created_at),
         to_iso8601(payment.updated_at),
         payment.pays_order ? "t" : "f",
         payment.fee.to_string()}};
}

Statement update_payment(const Payment& payment) {
    return {
        "UPDATE payments SET provider_id = $2, reference = $3, status = $4, "
        "refunded = $5::numeric, livemode = $6::boolean, pay_url = $7, message = $8, "
        "updated_at = $9::timestamptz, pays_order = $10::boolean, fee = $11::numeric WHERE id = "
        "$1::uuid",
        {payment.id.to_string(), unless_empty(payment.provider_id), unless_empty(payment.reference),
         name(to_string(payment.status)), payment.refunded.to_string(),
         payment.livemode ? "t" : "f", payment.pay_url, payment.message,
         to_iso8601(payment.updated_at), payment.pays_order ? "t" : "f", payment.fee.to_string()}};
}

Statement upsert_refund(const Refund& refund) {
    return {
        "INSERT INTO payment_refunds (id, payment_id, amount, status, provider_id, "
        "idempotency_key, message, created_at, updated_at) VALUES ($1::uuid, $2::uuid, "
        "$3::numeric, $4, $5, $6, $7, $8::timestamptz, $9::timestamptz) "
        "ON CONFLICT (id) DO UPDATE SET status = excluded.status, "
        "provider_id = excluded.provider_id, message = excluded.message, "
        "updated_at = excluded.updated_at",
        {refund.id.to_string(), refund.payment.to_string(), refund.amount.to_string(),
         name(to_string(refund.status)), unless_empty(refund.provider_id),
         unless_empty(refund.idempotency_key), refund.message, to_iso8601(refund.created_at),
         to_iso8601(refund.updated_at)}};
}

Statement update_paid_order(const Payment& payment, OrderStatus status) {
    return {
        "UPDATE orders SET status = $2, payment_id = $3, payment_method = $4, "
        "updated_at = $5::timestamptz WHERE id = $1::uuid",
        {payment.order.to_string(), name(to_string(status)), payment.id.to_string(),
         payment.provider, to_iso8601(payment.updated_at)}};
}

Statement insert_payment_event(const PaymentEvent& event) {
    return {
        "INSERT INTO payment_events (provider, id, kind, body, outcome, received_at) "
        "VALUES ($1, $2, $3, $4, $5, $6::timestamptz) ON CONFLICT DO NOTHING",
        {event.provider, event.id, event.kind, event.body, event.outcome,
         to_iso8601(event.received_at)}};
}

}  // namespace tts::postgres
