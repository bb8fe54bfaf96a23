#include "adapters/sqlite/store_rows.hpp"

#include "adapters/sql/json_rows.hpp"
#include "adapters/sqlite/json_columns.hpp"

namespace tts::sqlite {

namespace {

// The one of the enumerators up to `last` that has this name.
template <class Enum>
std::optional<Enum> parse_name(std::string_view name, Enum last) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (to_string(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
    return std::nullopt;
}

std::optional<Decision> parse_decision(std::string_view name) {
    return parse_name(name, Decision::verification);
}

std::optional<MatchSource> parse_match_source(std::string_view name) {
    return parse_name(name, MatchSource::timeline);
}

std::optional<NotificationStatus> parse_notification_status(std::string_view name) {
    return parse_name(name, NotificationStatus::failed);
}

// Half up to the cent.
Money divided(Money total, std::int32_t quantity) {
    return Money::from_cents((total.cents() * 2 + quantity) / (2 * std::int64_t{quantity}));
}

}  // namespace

const std::string product_columns =
    "id, sku, streamer, name, user_description, model_description, tag, category, code, options,"
    " price, currency, stock, image_urls, created_at, updated_at, archived_at, reserved, sold,"
    // One statement reads products with their variants; most have none, and cost nothing more.
    " has_variants, CASE WHEN has_variants THEN (SELECT json_group_array(json_object('id', v.id,"
    " 'sku', v.sku, 'code', v.code, 'options', json(v.options), 'price', v.price,"
    " 'stock', v.stock, 'reserved', v.reserved, 'sold', v.sold)) FROM product_variants AS v"
    " WHERE v.product_id = products.id AND v.archived_at IS NULL) END";

Product read_product(RowReader& row) {
    Product product;
    product.id = row.id<ProductId>();
    product.sku = row.text();
    product.streamer = row.text();
    product.name = row.text();
    product.user_description = row.text();
    product.model_description = row.text();
    product.tag = row.text();
    product.category = row.text();
    product.code = row.text();
    product.options = row.parsed(parse_texts);
    product.price = row.money();
    product.currency = row.text();
    product.stock = row.small_integer();
    product.image_urls = row.parsed(parse_texts);
    product.created_at = row.time();
    product.updated_at = row.time();
    product.archived_at = row.maybe_time();
    product.reserved = row.small_integer();
    product.sold = row.small_integer();
    product.has_variants = row.flag();
    product.variants = row.parsed(sql::parse_variants);
    sql::own_variants(product);
    return product;
}

const std::string streamer_columns =
    "username, platform, commission_percentage, learns_delay, stream_delay_ms,"
    " trigger_words, blocked_words, repeat_policy, learned_delay_ms, learned_delay_changes";

Streamer read_streamer(RowReader& row) {
    Streamer streamer;
    streamer.username = row.text();
    streamer.platform = row.text();
    streamer.commission = row.percentage();
    const bool learns_delay = row.flag();
    const auto delay = std::chrono::milliseconds(row.integer());
    if (!learns_delay) streamer.fixed_delay = delay;
    streamer.trigger_words = row.parsed(parse_texts);
    streamer.blocked_words = row.parsed(parse_texts);
    streamer.repeats = row.parsed(parse_repeat_policy);
    streamer.learned_delay.delay = std::chrono::milliseconds(row.integer());
    streamer.learned_delay.changes = row.small_integer();
    return streamer;
}

const std::string pin_columns = "product_id, pinned_at, unpinned_at, pinned_by";

Pin read_pin(RowReader& row) {
    Pin pin;
    pin.product = row.id<ProductId>();
    pin.from = row.time();
    pin.until = row.maybe_time();
    pin.by = row.parsed(parse_pinned_by);
    return pin;
}

const std::string sighting_columns =
    "id, streamer, stream_timestamp, product_id, vision_score, frame_urls";

Sighting read_sighting(RowReader& row) {
    Sighting sighting;
    sighting.id = row.uuid();
    sighting.streamer = row.text();
    sighting.stream_time = row.time();
    sighting.product = row.id<ProductId>();
    sighting.score = row.real();
    sighting.frame_urls = row.parsed(parse_texts);
    return sighting;
}

// Rows that others inserted lack what was frozen: then the streamer's share of today counts.
const std::string order_columns =
    "o.id, o.order_number, o.product_id, o.product_name, o.product_sku, o.variant, o.buyer,"
    " o.streamer, o.source, o.quantity, o.total_price, o.unit_price, o.currency,"
    " coalesce(o.frozen_commission_percentage, (SELECT s.commission_percentage FROM streamers AS s"
    " WHERE s.username = o.streamer), '0'), o.status, o.claim_id, o.idempotency_key,"
    " o.payment_method, o.created_at, o.updated_at, o.stock_state, o.hold_until, o.sweep_at,"
    " o.end_reason, o.language, o.variant_id, o.is_cart, o.lines, coalesce(o.shipping_price, '0'),"
    " coalesce(o.discount, '0'), o.discount_code, coalesce(o.discount_percentage, '0'),"
    " coalesce(o.discount_amount, '0'), o.tracking_number, o.carrier";

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
    order.total_price = row.money();
    order.unit_price = row.maybe_money().value_or(divided(order.total_price, order.quantity));
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

const std::string comment_columns =
    "c.id, c.streamer, c.client, c.timestamp, c.message, coalesce(c.nlp_intent, 'none'),"
    " c.nlp_score, c.comment_source, c.source_message_id, c.scores, coalesce(c.language, 'und'),"
    " c.items, c.asks_how, c.cancels, c.model_version, coalesce(c.decision, 'ignored'), c.reason,"
    " c.matched_product_id, coalesce(c.match_source, 'none'), c.match_score, c.match_frame,"
    " c.match_why";

DecidedComment read_decided_comment(RowReader& row) {
    DecidedComment decided;
    decided.comment.id = row.id<CommentId>();
    decided.comment.streamer = row.text();
    decided.comment.client = row.text();
    decided.comment.timestamp = row.time();
    decided.comment.message = row.text();
    decided.reading.intent = row.parsed(parse_intent);
    decided.reading.score = row.real();
    decided.comment.source = row.text();
    decided.comment.source_message_id = row.text();
    decided.reading.scores = row.parsed(parse_scores);
    decided.reading.language = row.text();
    decided.reading.items = row.parsed(parse_items);
    decided.reading.asks_how = row.flag();
    decided.reading.cancels = row.flag();
    decided.reading.model_version = row.text();
    decided.decision = row.parsed(parse_decision);
    decided.reason = row.text();
    decided.match.product = row.id<ProductId>();
    decided.match.source = row.parsed(parse_match_source);
    decided.match.score = row.real();
    decided.match.frame = row.text();
    decided.match.why = row.text();
    return decided;
}

const std::string notification_columns =
    "id, order_id, notification_type, recipient_number, body, status, retry_count, message_sid,"
    " last_error, due_at, created_at, updated_at";

Notification read_notification(RowReader& row) {
    Notification notification;
    notification.id = row.id<NotificationId>();
    notification.order = row.id<OrderId>();
    notification.channel = row.parsed(parse_channel);
    notification.recipient = row.text();
    notification.text = row.text();
    notification.status = row.parsed(parse_notification_status);
    notification.retry_count = row.small_integer();
    notification.message_sid = row.text();
    notification.last_error = row.text();
    notification.due_at = row.time();
    notification.created_at = row.time();
    notification.updated_at = row.time();
    return notification;
}

const std::string event_columns = "id, order_id, kind, payload, created_at";

OrderEvent read_event(RowReader& row) {
    OrderEvent event;
    event.id = row.uuid();
    event.order = row.id<OrderId>();
    event.kind = row.text();
    event.payload = row.text();
    event.created_at = row.time();
    return event;
}

}  // namespace tts::sqlite
