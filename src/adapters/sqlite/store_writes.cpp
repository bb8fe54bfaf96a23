#include "adapters/sqlite/store_writes.hpp"

#include "adapters/sql/json_rows.hpp"
#include "adapters/sql/message_columns.hpp"
#include "adapters/sqlite/json_columns.hpp"
#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/store_rows.hpp"
#include "ports/outbox.hpp"

#include <map>

namespace tts::sqlite {

namespace {

std::optional<std::string_view> unless_empty(std::string_view text) {
    if (text.empty()) return std::nullopt;
    return text;
}

std::optional<std::string> unless_none(const std::optional<Timestamp>& time) {
    if (!time) return std::nullopt;
    return to_iso8601(*time);
}

std::optional<std::string> unless_nothing(Money amount) {
    if (amount == Money()) return std::nullopt;
    return amount.to_string();
}

std::optional<std::string> unless_nothing(Percentage share) {
    if (share == Percentage()) return std::nullopt;
    return share.to_string();
}

template <class Tag>
std::optional<std::string> unless_nil(const Id<Tag>& id) {
    if (id.is_nil()) return std::nullopt;
    return id.to_string();
}

// The items are listed whole in a column of their own; other columns show the first to people.
ClaimItem first_item(const IntentReading& reading) {
    return reading.items.empty() ? ClaimItem() : reading.items.front();
}

Result<void> insert_comment(Database& database, const DecidedComment& row) {
    const Comment& comment = row.comment;
    const IntentReading& reading = row.reading;
    const ClaimItem item = first_item(reading);
    const std::string arrived_at = to_iso8601(comment.arrived_at());
    return database.execute(
        "INSERT INTO chat_messages (id, streamer, client, timestamp, message, nlp_intent,"
        " nlp_score, created_at, updated_at, comment_source, source_message_id, scores, language,"
        " items, claim_code, claim_variant, claim_quantity, asks_how, cancels, model_version,"
        " decision, reason, matched_product_id, match_source, match_score, match_frame, match_why)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        comment.id.to_string(), comment.streamer, comment.client, to_iso8601(comment.timestamp),
        comment.message, to_string(reading.intent), reading.score, arrived_at, arrived_at,
        comment.source, unless_empty(comment.source_message_id), scores_to_json(reading.scores),
        reading.language, items_to_json(reading.items), unless_empty(item.code),
        unless_empty(item.variant), item.quantity, reading.asks_how, reading.cancels,
        reading.model_version, to_string(row.decision), row.reason, unless_nil(row.match.product),
        to_string(row.match.source), row.match.score, row.match.frame, row.match.why);
}

Result<void> insert_order(Database& database, const Order& order) {
    return database.execute(
        "INSERT INTO orders (id, order_number, product_id, buyer, streamer, source, quantity,"
        " status, total_price, created_at, updated_at, product_name, product_sku, variant,"
        " unit_price, currency, frozen_commission_percentage, claim_id, idempotency_key,"
        " payment_method, stock_state, hold_until, sweep_at, end_reason, language, variant_id,"
        " is_cart, shipping_price) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        order.id.to_string(), order.number, order.product.to_string(), order.buyer, order.streamer,
        order.source, order.quantity, to_string(order.status), order.total_price.to_string(),
        to_iso8601(order.created_at), to_iso8601(order.updated_at), order.product_name, order.sku,
        order.variant, order.unit_price.to_string(), order.currency, order.commission.to_string(),
        unless_nil(order.claim), unless_empty(order.idempotency_key),
        unless_empty(order.payment_method), to_string(order.stock), unless_none(order.hold_until),
        unless_none(order.sweep_at), unless_empty(order.end_reason), order.language,
        unless_nil(order.variant_id), order.is_cart, unless_nothing(order.shipping));
}

bool read_flag(RowReader& row) {
    return row.flag();
}

// Nothing is left to be done for it once it is stored, because no address of its buyer is known.
Result<bool> is_told(Database& database, const Notification& notification) {
    static const std::string sql =
        "SELECT NOT EXISTS (SELECT 1 FROM buyer_contacts WHERE streamer = ?1 AND handle = ?2)"
        " AND NOT EXISTS (SELECT 1 FROM message_templates WHERE streamer = ?1)"
        " AND (?3 OR NOT EXISTS (SELECT 1 FROM show_rules"
        " WHERE streamer = ?1 AND platform_rules <> 'free'))";
    if (!sql::only_has_to_be_shown(notification)) return false;
    const auto told = select_one(database, sql, read_flag, notification.streamer,
                                 notification.recipient, sql::leads_nowhere(notification));
    if (!told) return told.error();
    return told->value_or(false);
}

Result<void> insert_notification(Database& database,
                                 const Notification& notification,
                                 const std::optional<std::string>& no_address_reason) {
    const auto told = no_address_reason ? is_told(database, notification) : Result<bool>(false);
    if (!told) return told.error();
    const bool is_unreached = *told && !notification.order.is_nil();
    return database.execute(
        "INSERT INTO payment_notifications (id, order_id, notification_type, recipient_number,"
        " message_sid, status, retry_count, created_at, updated_at, body, due_at, last_error,"
        " streamer, message_kind, language, variables, email, about, valid_until, reach,"
        " reach_reason)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        notification.id.to_string(), unless_nil(notification.order),
        to_string(notification.channel), notification.recipient, notification.message_sid,
        to_string(*told ? NotificationStatus::sent : notification.status), notification.retry_count,
        to_iso8601(notification.created_at), to_iso8601(notification.updated_at), notification.text,
        to_iso8601(notification.due_at), notification.last_error, notification.streamer,
        to_string(notification.message.kind), notification.message.language,
        sql::variables_to_json(notification.message.variables), notification.email,
        unless_nil(notification.about), unless_none(notification.valid_until),
        to_string(is_unreached ? Reach::unreached : Reach::none),
        is_unreached ? *no_address_reason : std::string());
}

Result<void> change_variant_stock(Database& database,
                                  const StockMove& move,
                                  const std::string& time) {
    if (move.variant.is_nil()) return {};
    const auto changed = database.execute(
        "UPDATE product_variants SET stock = stock + ?1, reserved = reserved + ?2,"
        " sold = sold + ?3, updated_at = ?4 WHERE id = ?5",
        move.available, move.reserved, move.sold, time, move.variant.to_string());
    if (!changed) return changed.error().during("changing the stock of a variant");
    return {};
}

}  // namespace

Result<std::vector<CommentId>> insert_comments(Database& database,
                                               std::span<const DecidedComment> comments) {
    std::vector<CommentId> stored_before;
    for (const DecidedComment& row : comments) {
        const auto inserted = insert_comment(database, row);
        if (!inserted) return inserted.error().during("storing a comment");
        if (database.changes() == 0) stored_before.push_back(row.comment.id);
    }
    return stored_before;
}

Result<void> insert_orders(Database& database, std::span<const Order> orders) {
    for (const Order& order : orders) {
        const auto inserted = insert_order(database, order);
        if (!inserted) return inserted.error().during("storing an order");
    }
    return {};
}

Result<void> insert_links(Database& database, std::span<const OrderLink> links) {
    for (const OrderLink& link : links) {
        const auto inserted = database.execute(
            "INSERT INTO chat_message_order_mapping (id, chat_message_id, order_id)"
            " VALUES (?, ?, ?)",
            Uuid::next().to_string(), link.comment.to_string(), link.order.to_string());
        if (!inserted) return inserted.error().during("linking a comment to its order");
    }
    return {};
}

Result<void> insert_notifications(Database& database,
                                  std::span<const Notification> notifications,
                                  const std::optional<std::string>& no_address_reason) {
    for (const Notification& notification : notifications) {
        const auto inserted = insert_notification(database, notification, no_address_reason);
        if (!inserted) return inserted.error().during("storing a notification");
    }
    return {};
}

Result<void> insert_events(Database& database, std::span<const OrderEvent> events) {
    for (const OrderEvent& event : events) {
        const auto inserted = database.execute(
            "INSERT INTO order_events (id, order_id, kind, payload, created_at)"
            " VALUES (?, ?, ?, ?, ?)",
            event.id.to_string(), event.order.to_string(), event.kind, event.payload,
            to_iso8601(event.created_at));
        if (!inserted) return inserted.error().during("storing an event");
    }
    return {};
}

Result<void> update_orders(Database& database, std::span<const Order> orders) {
    for (const Order& order : orders) {
        const auto updated = database.execute(
            "UPDATE orders SET quantity = ?2, total_price = ?3, status = ?4, stock_state = ?5,"
            " hold_until = ?6, sweep_at = ?7, end_reason = ?8, updated_at = ?9,"
            " tracking_number = ?10, carrier = ?11 WHERE id = ?1",
            order.id.to_string(), order.quantity, order.total_price.to_string(),
            to_string(order.status), to_string(order.stock), unless_none(order.hold_until),
            unless_none(order.sweep_at), unless_empty(order.end_reason),
            to_iso8601(order.updated_at), unless_empty(order.tracking_number),
            unless_empty(order.carrier));
        if (!updated) return updated.error().during("changing an order");
        if (order.status == OrderStatus::pending || order.claim.is_nil()) continue;
        const auto settled = database.execute(
            "UPDATE waitlist SET status = ?1, updated_at = ?2 WHERE id = ?3 AND status = 'offered'",
            to_string(offer_outcome(order)), to_iso8601(order.updated_at), order.claim.to_string());
        if (!settled) return settled.error().during("settling an offer");
    }
    return {};
}

Result<void> update_order_lines(Database& database, std::span<const Order> orders) {
    for (const Order& order : orders) {
        std::optional<std::string> lines;
        if (!order.lines.empty()) lines = sql::lines_to_json(order.lines);
        const auto updated = database.execute(
            "UPDATE orders SET product_id = ?2, product_name = ?3, product_sku = ?4, variant = ?5,"
            " variant_id = ?6, unit_price = ?7, lines = ?8, shipping_price = ?9, discount = ?10,"
            " discount_code = ?11, discount_percentage = ?12, discount_amount = ?13 WHERE id = ?1",
            order.id.to_string(), order.product.to_string(), order.product_name, order.sku,
            order.variant, unless_nil(order.variant_id), order.unit_price.to_string(), lines,
            unless_nothing(order.shipping), unless_nothing(order.discounted),
            unless_empty(order.discount.code), unless_nothing(order.discount.percentage),
            unless_nothing(order.discount.amount));
        if (!updated) return updated.error().during("changing the lines of an order");
    }
    return {};
}

Result<void> change_stock(Database& database, std::span<const StockMove> moves) {
    std::map<ProductId, StockMove> sums;
    const std::string time = to_iso8601(now());
    for (const StockMove& move : moves) {
        StockMove& sum = sums[move.product];
        sum.available += move.available;
        sum.reserved += move.reserved;
        sum.sold += move.sold;
        if (move.available + move.reserved + move.sold != 0) continue;
        const auto noted = database.execute(
            "INSERT INTO stock_ledger (product_id, order_id, available, reserved, sold, reason,"
            " variant_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            move.product.to_string(), unless_nil(move.order), move.available, move.reserved,
            move.sold, move.reason, unless_nil(move.variant), time);
        if (!noted) return noted.error().during("noting a move of stock");
        const auto changed = change_variant_stock(database, move, time);
        if (!changed) return changed.error();
    }
    for (const auto& [product, sum] : sums) {
        const auto changed = database.execute(
            "UPDATE products SET stock = stock + ?1, reserved = reserved + ?2, sold = sold + ?3,"
            " updated_at = ?4 WHERE id = ?5 AND stock + ?1 >= 0",
            sum.available, sum.reserved, sum.sold, time, product.to_string());
        if (!changed) return changed.error().during("changing the stock");
        if (database.changes() == 0)
            return Error(Errc::conflict, "product " + product.to_string() + " is out of stock");
    }
    return {};
}

Result<void> upsert_streamer(Database& database, const Streamer& streamer) {
    const auto delay = streamer.fixed_delay.value_or(std::chrono::milliseconds(0));
    return database.execute(
        "INSERT INTO streamers (username, platform, commission_percentage, stream_delay_ms,"
        " trigger_words, blocked_words, repeat_policy, learns_delay)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (username) DO UPDATE SET platform = excluded.platform,"
        " commission_percentage = excluded.commission_percentage,"
        " stream_delay_ms = excluded.stream_delay_ms, trigger_words = excluded.trigger_words,"
        " blocked_words = excluded.blocked_words, repeat_policy = excluded.repeat_policy,"
        " learns_delay = excluded.learns_delay, updated_at = excluded.updated_at",
        streamer.username, streamer.platform, streamer.commission.to_string(),
        std::int64_t{delay.count()}, texts_to_json(streamer.trigger_words),
        texts_to_json(streamer.blocked_words), to_string(streamer.repeats), !streamer.fixed_delay);
}

Result<void> insert_sighting(Database& database, const Sighting& sighting) {
    return database.execute(
        "INSERT INTO product_matches (id, streamer, stream_timestamp, product_id, vision_score,"
        " frame_urls) VALUES (?, ?, ?, ?, ?, ?)",
        sighting.id.to_string(), sighting.streamer, to_iso8601(sighting.stream_time),
        unless_nil(sighting.product), sighting.score, texts_to_json(sighting.frame_urls));
}

Result<Product> upsert_product(Database& database, const Product& product) {
    static const std::string sql =
        "INSERT INTO products (id, sku, streamer, name, user_description, model_description, tag,"
        " category, code, options, price, currency, stock, image_urls, created_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (sku, streamer) DO UPDATE SET name = excluded.name,"
        " user_description = excluded.user_description,"
        " model_description = excluded.model_description, tag = excluded.tag,"
        " category = excluded.category, code = excluded.code, options = excluded.options,"
        " price = excluded.price, currency = excluded.currency,"
        " stock = CASE WHEN has_variants THEN stock ELSE excluded.stock END,"
        " image_urls = excluded.image_urls, updated_at = excluded.updated_at,"
        " archived_at = NULL RETURNING " +
        product_columns;
    auto upsert = database.query(sql.c_str());
    if (!upsert) return upsert.error();
    const std::string id = product.id.to_string();
    const std::string options = texts_to_json(product.options);
    const std::string price = product.price.to_string();
    const std::string image_urls = texts_to_json(product.image_urls);
    const std::string created_at = to_iso8601(product.created_at);
    const std::string updated_at = to_iso8601(product.updated_at);
    upsert->bind(id, product.sku, product.streamer, product.name, product.user_description,
                 product.model_description, product.tag, product.category, product.code, options,
                 price, product.currency, product.stock, image_urls, created_at, updated_at);
    auto stored = read_rows(*upsert, read_product);
    if (!stored) return stored.error();
    if (stored->size() != 1) return Error(Errc::corrupt, "a saved product is not there");
    return std::move(stored->front());
}

}  // namespace tts::sqlite
