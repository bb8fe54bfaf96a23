#include "adapters/postgres/order_tables.hpp"

#include "adapters/postgres/sql_array.hpp"
#include "adapters/sql/json_rows.hpp"

namespace tts::postgres {

namespace {

// Rows that others inserted lack what was frozen: then the streamer's share of today counts.
constexpr std::string_view commission_percentage =
    "coalesce(o.frozen_commission_percentage, (SELECT s.commission_percentage FROM streamers s "
    "WHERE s.username = o.streamer), 0)";

// Appends " WHERE "/" AND " and a condition whose parameter has the number "$n".
class Conditions {
public:
    void add(const std::string& condition, Parameter value) {
        parameters_.push_back(std::move(value));
        const auto number = "$" + std::to_string(parameters_.size());
        auto text = condition;
        for (auto at = text.find("$n"); at != std::string::npos; at = text.find("$n", at))
            text.replace(at, 2, number);
        sql_ += (sql_.empty() ? " WHERE " : " AND ") + text;
    }

    const std::string& sql() const { return sql_; }
    std::vector<Parameter> parameters() const { return parameters_; }

private:
    std::string sql_;
    std::vector<Parameter> parameters_;
};

}  // namespace

Statement insert_orders(std::span<const Order> orders) {
    return {
        "INSERT INTO orders (id, order_number, product_id, buyer, streamer, source, quantity, "
        "status, total_price, created_at, updated_at, product_name, product_sku, variant, "
        "unit_price, currency, frozen_commission_percentage, claim_id, idempotency_key, "
        "payment_method, stock_state, hold_until, sweep_at, end_reason, language, variant_id, "
        "is_cart, shipping_price) "
        "SELECT * FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], "
        "$6::text[], $7::int[], $8::text[], $9::numeric[], $10::timestamptz[], "
        "$11::timestamptz[], $12::text[], $13::text[], $14::text[], $15::numeric[], $16::text[], "
        "$17::numeric[], $18::uuid[], $19::text[], $20::text[], $21::text[], "
        "$22::timestamptz[], $23::timestamptz[], $24::text[], $25::text[], $26::uuid[], "
        "$27::boolean[], $28::numeric[])",
        {
            array_of(orders, &Order::id),
            array_of(orders, &Order::number),
            array_of(orders, &Order::product),
            array_of(orders, &Order::buyer),
            array_of(orders, &Order::streamer),
            array_of(orders, &Order::source),
            array_of(orders, &Order::quantity),
            array_of(orders, [](const Order& order) { return to_string(order.status); }),
            array_of(orders, &Order::total_price),
            array_of(orders, &Order::created_at),
            array_of(orders, &Order::updated_at),
            array_of(orders, &Order::product_name),
            array_of(orders, &Order::sku),
            array_of(orders, &Order::variant),
            array_of(orders, &Order::unit_price),
            array_of(orders, &Order::currency),
            array_of(orders, &Order::commission),
            array_of(orders, [](const Order& order) { return unless_nil(order.claim); }),
            array_of(orders,
                     [](const Order& order) { return unless_empty(order.idempotency_key); }),
            array_of(orders, [](const Order& order) { return unless_empty(order.payment_method); }),
            array_of(orders, [](const Order& order) { return to_string(order.stock); }),
            array_of(orders, &Order::hold_until),
            array_of(orders, &Order::sweep_at),
            array_of(orders, [](const Order& order) { return unless_empty(order.end_reason); }),
            array_of(orders, &Order::language),
            array_of(orders, [](const Order& order) { return unless_nil(order.variant_id); }),
            array_of(orders, &Order::is_cart),
            array_of(orders, [](const Order& order) { return unless_nothing(order.shipping); }),
        }};
}

Statement update_order(const Order& order) {
    const auto time = [](const std::optional<Timestamp>& maybe) -> Parameter {
        if (maybe) return to_iso8601(*maybe);
        return std::nullopt;
    };
    const auto text = [](const std::string& value) -> Parameter {
        if (!value.empty()) return value;
        return std::nullopt;
    };
    return {
        "UPDATE orders SET quantity = $2, total_price = $3, status = $4, stock_state = $5, "
        "hold_until = $6, sweep_at = $7, end_reason = $8, updated_at = $9, "
        "tracking_number = $10, carrier = $11 WHERE id = $1",
        {order.id.to_string(), std::to_string(order.quantity), order.total_price.to_string(),
         std::string(to_string(order.status)), std::string(to_string(order.stock)),
         time(order.hold_until), time(order.sweep_at), text(order.end_reason),
         to_iso8601(order.updated_at), text(order.tracking_number), text(order.carrier)}};
}

Statement update_order_lines(const Order& order) {
    Parameter variant;
    if (!order.variant_id.is_nil()) variant = order.variant_id.to_string();
    Parameter lines;
    if (!order.lines.empty()) lines = sql::lines_to_json(order.lines);
    const Discount& discount = order.discount;
    return {
        "UPDATE orders SET product_id = $2, product_name = $3, product_sku = $4, variant = $5, "
        "variant_id = $6, unit_price = $7, lines = $8, shipping_price = nullif($9::numeric, 0), "
        "discount = nullif($10::numeric, 0), discount_code = nullif($11, ''), "
        "discount_percentage = nullif($12::numeric, 0), "
        "discount_amount = nullif($13::numeric, 0) WHERE id = $1",
        {order.id.to_string(), order.product.to_string(), order.product_name, order.sku,
         order.variant, variant, order.unit_price.to_string(), lines, order.shipping.to_string(),
         order.discounted.to_string(), discount.code, discount.percentage.to_string(),
         discount.amount.to_string()}};
}

Statement insert_links(std::span<const OrderLink> links) {
    return {
        "INSERT INTO chat_message_order_mapping (id, chat_message_id, order_id) "
        "SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[])",
        // Ids by time fill the index from one end; PostgreSQL's own are random, and cost more.
        {array_of(links, [](const OrderLink&) { return Uuid::next(); }),
         array_of(links, &OrderLink::comment), array_of(links, &OrderLink::order)}};
}

Statement insert_events(std::span<const OrderEvent> events) {
    return {
        "INSERT INTO order_events (id, order_id, kind, payload, created_at) "
        "SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::json[], "
        "$5::timestamptz[])",
        {array_of(events, &OrderEvent::id), array_of(events, &OrderEvent::order),
         array_of(events, &OrderEvent::kind), array_of(events, &OrderEvent::payload),
         array_of(events, &OrderEvent::created_at)}};
}

// One look into the index of pending orders for each key: OFFSET 0 and the comparison outside keep
// the planner from reading all orders of the streamer since then instead, which it prefers while
// its statistics are older than the show.
Statement select_pending_orders(std::span<const BuyerProduct> keys, Timestamp since) {
    return {"SELECT " + order_columns() +
                " FROM (SELECT DISTINCT * FROM unnest($2::text[], $3::text[], $4::uuid[])) AS "
                "wanted (streamer, buyer, product_id), LATERAL (SELECT * FROM orders AS p WHERE "
                "p.status = 'pending' AND p.streamer = wanted.streamer AND p.buyer = wanted.buyer "
                "AND coalesce(p.product_id = wanted.product_id, true) OFFSET 0 FOR UPDATE) AS o "
                "WHERE o.created_at >= $1 ORDER BY o.created_at DESC, o.id DESC",
            {to_iso8601(since), array_of(keys, &BuyerProduct::streamer),
             array_of(keys, &BuyerProduct::buyer),
             array_of(keys, [](const BuyerProduct& key) { return unless_nil(key.product); })}};
}

Statement select_due_orders(Timestamp now, std::size_t limit) {
    return {"SELECT " + order_columns() +
                " FROM orders AS o WHERE o.status = 'pending' AND o.sweep_at <= $1 "
                "ORDER BY o.sweep_at, o.id LIMIT $2 FOR UPDATE OF o SKIP LOCKED",
            {to_iso8601(now), std::to_string(limit)}};
}

// The id is compared as text, because a number is no uuid.
Statement select_order(const std::string& id_or_number) {
    const auto id = OrderId::parse(id_or_number);
    return {"SELECT " + order_columns() + " FROM orders AS o WHERE " +
                (id ? "o.id = $1::uuid" : "o.order_number = $1"),
            {id_or_number}};
}

Statement select_orders(const OrderFilter& filter) {
    Conditions conditions;
    if (!filter.streamer.empty()) conditions.add("o.streamer = $n", filter.streamer);
    if (!filter.buyer.empty()) conditions.add("o.buyer = $n", filter.buyer);
    if (filter.status) conditions.add("o.status = $n", std::string(to_string(*filter.status)));
    if (filter.before)
        conditions.add("(o.created_at, o.id) < (SELECT created_at, id FROM orders WHERE id = $n)",
                       filter.before->to_string());
    return {"SELECT " + order_columns() + " FROM orders AS o" + conditions.sql() +
                " ORDER BY o.created_at DESC, o.id DESC LIMIT " + std::to_string(filter.limit),
            conditions.parameters()};
}

Statement select_sales(const std::string& streamer) {
    return {
        "SELECT count(*), coalesce(sum(o.quantity), 0), "
        "(coalesce(sum(o.total_price), 0) * 100)::bigint, "
        "(coalesce(sum(round(o.total_price * " +
            std::string(commission_percentage) +
            " / 100, 2)), 0) * 100)::bigint FROM orders AS o "
            "WHERE o.status NOT IN ('cancelled', 'refunded') AND ($1 = '' OR o.streamer = $1)",
        {streamer}};
}

std::string order_columns() {
    return "o.id, o.order_number, o.product_id, o.product_name, o.product_sku, o.variant, "
           "o.buyer, o.streamer, o.source, o.quantity, "
           "coalesce(o.unit_price, round(o.total_price / o.quantity, 2)), o.total_price, "
           "o.currency, " +
           std::string(commission_percentage) +
           ", o.status, o.claim_id, o.idempotency_key, o.payment_method, " + ms("o.created_at") +
           ", " + ms("o.updated_at") + ", o.stock_state, " + ms("o.hold_until") + ", " +
           ms("o.sweep_at") +
           ", o.end_reason, o.language, o.variant_id, o.is_cart, o.lines, "
           "coalesce(o.shipping_price, 0), coalesce(o.discount, 0), o.discount_code, "
           "coalesce(o.discount_percentage, 0), coalesce(o.discount_amount, 0), "
           "o.tracking_number, o.carrier";
}

Order read_order(RowReader& row) {
    Order order;
    order.id = row.id<OrderId>();
    order.number = row.text();
    order.product = row.id<ProductId>();
    order.product_name = row.text();
    order.sku = row.text();
    order.variant = row.text();
    order.buyer = row.text();
    order.streamer = row.text();
    order.source = row.text();
    order.quantity = row.small_integer();
    order.unit_price = row.money();
    order.total_price = row.money();
    order.currency = row.text();
    order.commission = row.percentage();
    order.status = row.parsed(parse_order_status);
    order.claim = row.id<CommentId>();
    order.idempotency_key = row.text();
    order.payment_method = row.text();
    order.created_at = row.time();
    order.updated_at = row.time();
    order.stock = row.parsed(parse_stock_state);
    order.hold_until = row.maybe_time();
    order.sweep_at = row.maybe_time();
    order.end_reason = row.text();
    order.language = row.text();
    order.variant_id = row.id<VariantId>();
    order.is_cart = row.flag();
    order.lines = row.parsed(sql::parse_lines);
    order.shipping = row.money();
    order.discounted = row.money();
    order.discount.code = row.text();
    order.discount.percentage = row.percentage();
    order.discount.amount = row.money();
    order.tracking_number = row.text();
    order.carrier = row.text();
    return order;
}

std::string event_columns() {
    return "id, order_id, kind, payload, " + ms("created_at");
}

OrderEvent read_event(RowReader& row) {
    OrderEvent event;
    event.id = row.uuid();
    event.order = row.id<OrderId>();
    event.kind = row.text();
    event.payload = row.text();
    event.created_at = row.time();
    return event;
}

}  // namespace tts::postgres
