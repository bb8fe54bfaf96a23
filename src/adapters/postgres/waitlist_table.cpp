#include "adapters/postgres/waitlist_table.hpp"

#include "adapters/postgres/sql_array.hpp"

namespace tts::postgres {

Statement upsert_waits(std::span<const Wait> waits) {
    return {
        "INSERT INTO waitlist (id, chat_message_id, streamer, buyer, product_id, variant, "
        "quantity, source, "
        "language, hold_seconds, reminder_seconds, commission_percentage, status, order_id, "
        "created_at, updated_at, variant_id, shipping_price, free_shipping_from) "
        "SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], "
        "$4::text[], $5::uuid[], $6::text[], $7::int[], $8::text[], $9::text[], $10::int[], "
        "$11::int[], $12::numeric[], $13::text[], $14::uuid[], $15::timestamptz[], "
        "$16::timestamptz[], $17::uuid[], $18::numeric[], $19::numeric[]) "
        "ON CONFLICT (id) DO UPDATE SET status = excluded.status, order_id = excluded.order_id, "
        "updated_at = excluded.updated_at",
        {array_of(waits, &Wait::id), array_of(waits, &Wait::comment),
         array_of(waits, &Wait::streamer), array_of(waits, &Wait::buyer),
         array_of(waits, &Wait::product), array_of(waits, &Wait::variant),
         array_of(waits, &Wait::quantity), array_of(waits, &Wait::source),
         array_of(waits, &Wait::language),
         array_of(waits, [](const Wait& wait) { return std::int64_t{wait.hold.count()}; }),
         array_of(waits, [](const Wait& wait) { return std::int64_t{wait.reminder.count()}; }),
         array_of(waits, &Wait::commission),
         array_of(waits, [](const Wait& wait) { return to_string(wait.status); }),
         array_of(waits, [](const Wait& wait) { return unless_nil(wait.order); }),
         array_of(waits, &Wait::created_at), array_of(waits, &Wait::updated_at),
         array_of(waits, [](const Wait& wait) { return unless_nil(wait.variant_id); }),
         array_of(waits, &Wait::shipping), array_of(waits, &Wait::free_shipping_from)}};
}

Statement settle_offer(const Order& order) {
    return {"UPDATE waitlist SET status = $2, updated_at = $3 WHERE id = $1 AND status = 'offered'",
            {order.claim.to_string(), std::string(to_string(offer_outcome(order))),
             to_iso8601(order.updated_at)}};
}

Statement select_awaited_products(std::size_t limit) {
    return {
        "SELECT p.id FROM products AS p WHERE p.stock > 0 AND p.archived_at IS NULL AND p.id IN "
        "(SELECT product_id FROM waitlist WHERE status = 'waiting') AND EXISTS (SELECT FROM "
        "waitlist AS w LEFT JOIN product_variants AS v ON v.id = w.variant_id "
        "AND v.archived_at IS NULL "
        "WHERE w.product_id = p.id AND w.status = 'waiting' AND w.quantity <= "
        "CASE WHEN w.variant_id IS NOT NULL THEN v.stock WHEN p.has_variants THEN 0 "
        "ELSE p.stock END) ORDER BY p.id LIMIT $1",
        {std::to_string(limit)}};
}

// OFFSET 0 keeps the lock within the rows that the limit leaves.
Statement select_waiting(std::span<const ProductId> products, std::size_t limit) {
    return {
        "SELECT w.id, w.chat_message_id, w.streamer, w.buyer, w.product_id, w.variant, w.quantity, "
        "w.source, "
        "w.language, w.hold_seconds, w.reminder_seconds, w.commission_percentage, w.status, "
        "w.order_id, " +
            ms("w.created_at") + ", " + ms("w.updated_at") +
            ", w.variant_id, w.shipping_price, w.free_shipping_from"
            " FROM unnest($1::uuid[]) AS wanted (id), LATERAL (SELECT * FROM waitlist AS l "
            "WHERE l.product_id = wanted.id AND l.status = 'waiting' ORDER BY l.id LIMIT $2 "
            "FOR UPDATE) AS w ORDER BY w.id",
        {array_of(products, std::identity()), std::to_string(limit)}};
}

Wait read_wait(RowReader& row) {
    Wait wait;
    wait.id = row.id<CommentId>();
    wait.comment = row.id<CommentId>();
    wait.streamer = row.text();
    wait.buyer = row.text();
    wait.product = row.id<ProductId>();
    wait.variant = row.text();
    wait.quantity = row.small_integer();
    wait.source = row.text();
    wait.language = row.text();
    wait.hold = std::chrono::seconds(row.integer());
    wait.reminder = std::chrono::seconds(row.integer());
    wait.commission = row.percentage();
    wait.status = row.parsed(parse_wait_status);
    wait.order = row.id<OrderId>();
    wait.created_at = row.time();
    wait.updated_at = row.time();
    wait.variant_id = row.id<VariantId>();
    wait.shipping = row.money();
    wait.free_shipping_from = row.money();
    return wait;
}

Statement select_units(std::span<const BuyerProduct> keys, Timestamp since) {
    return {
        "SELECT o.streamer, o.buyer, o.product_id, sum(o.quantity) FROM order_lines AS o "
        "WHERE o.streamer = ANY ($2::text[]) AND o.buyer = ANY ($3::text[]) "
        "AND o.product_id = ANY ($4::uuid[]) AND o.created_at >= $1 "
        "AND o.status NOT IN ('cancelled', 'refunded') "
        "AND (o.streamer, o.buyer, o.product_id) IN "
        "(SELECT * FROM unnest($2::text[], $3::text[], $4::uuid[])) GROUP BY 1, 2, 3",
        {to_iso8601(since), array_of(keys, &BuyerProduct::streamer),
         array_of(keys, &BuyerProduct::buyer), array_of(keys, &BuyerProduct::product)}};
}

Statement select_unpaid(std::span<const BuyerProduct> keys, Timestamp since) {
    return {
        "SELECT o.streamer, o.buyer, NULL, count(*) FROM orders AS o "
        "WHERE o.end_reason = 'expired' AND o.updated_at >= $1 AND (o.streamer, o.buyer) IN "
        "(SELECT * FROM unnest($2::text[], $3::text[])) GROUP BY 1, 2",
        {to_iso8601(since), array_of(keys, &BuyerProduct::streamer),
         array_of(keys, &BuyerProduct::buyer)}};
}

std::pair<BuyerProduct, std::int64_t> read_buyer_count(RowReader& row) {
    std::pair<BuyerProduct, std::int64_t> counted;
    counted.first.streamer = row.text();
    counted.first.buyer = row.text();
    counted.first.product = row.id<ProductId>();
    counted.second = row.integer();
    return counted;
}

Statement upsert_blocked(const BlockedBuyer& buyer) {
    Parameter at;
    if (buyer.is_blocked) at = to_iso8601(buyer.at);
    return {
        "INSERT INTO blocked_buyers (streamer, buyer, reason, blocked_at, updated_at) "
        "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (streamer, buyer) DO UPDATE SET "
        "reason = excluded.reason, blocked_at = excluded.blocked_at, "
        "updated_at = excluded.updated_at",
        {buyer.streamer, buyer.buyer, buyer.reason, at, to_iso8601(buyer.at)}};
}

}  // namespace tts::postgres
