#include "adapters/sqlite/store_waitlist.hpp"

#include "adapters/sqlite/select.hpp"

#include <algorithm>

namespace tts::sqlite {

namespace {

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

std::int64_t read_number(RowReader& row) {
    return row.integer();
}

std::string read_text(RowReader& row) {
    return row.text();
}

ProductId read_product_id(RowReader& row) {
    return row.id<ProductId>();
}

// What is counted for each key, if it is anything.
template <class Count>
Result<BuyerCounts> count_each(std::span<const BuyerProduct> keys, Count count) {
    BuyerCounts counts;
    for (const BuyerProduct& key : keys) {
        const Result<std::optional<std::int64_t>> number = count(key);
        if (!number) return number.error().during("counting what buyers have");
        if (number->value_or(0) != 0) counts[key] = **number;
    }
    return counts;
}

}  // namespace

Result<void> upsert_waits(Database& database, std::span<const Wait> waits) {
    for (const Wait& wait : waits) {
        std::optional<std::string> order;
        if (!wait.order.is_nil()) order = wait.order.to_string();
        std::optional<std::string> variant;
        if (!wait.variant_id.is_nil()) variant = wait.variant_id.to_string();
        const auto written = database.execute(
            "INSERT INTO waitlist (id, chat_message_id, streamer, buyer, product_id, variant, "
            "quantity, source,"
            " language, hold_seconds, reminder_seconds, commission_percentage, status, order_id,"
            " created_at, updated_at, variant_id, shipping_price, free_shipping_from)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
            " order_id = excluded.order_id, updated_at = excluded.updated_at",
            wait.id.to_string(), wait.comment.to_string(), wait.streamer, wait.buyer,
            wait.product.to_string(), wait.variant, wait.quantity, wait.source, wait.language,
            std::int64_t{wait.hold.count()}, std::int64_t{wait.reminder.count()},
            wait.commission.to_string(), to_string(wait.status), order, to_iso8601(wait.created_at),
            to_iso8601(wait.updated_at), variant, wait.shipping.to_string(),
            wait.free_shipping_from.to_string());
        if (!written) return written.error().during("writing the waiting list");
    }
    return {};
}

Result<bool> is_awaited(Database& database, const Product& product) {
    static const std::string sql =
        "SELECT EXISTS (SELECT 1 FROM waitlist WHERE product_id = ? AND status = 'waiting'"
        " AND quantity <= ?)";
    const auto found =
        select_one(database, sql, read_number, product.id.to_string(), product.stock);
    if (!found) return found.error();
    return found->value_or(0) != 0;
}

Result<bool> is_awaited(Database& database, const Variant& variant) {
    static const std::string sql =
        "SELECT EXISTS (SELECT 1 FROM waitlist WHERE product_id = ? AND variant_id = ?"
        " AND status = 'waiting' AND quantity <= ?)";
    const auto found = select_one(database, sql, read_number, variant.product.to_string(),
                                  variant.id.to_string(), variant.stock);
    if (!found) return found.error();
    return found->value_or(0) != 0;
}

Result<std::vector<ProductId>> select_awaited_products(Database& database, std::size_t limit) {
    static const std::string sql =
        "SELECT p.id FROM products AS p WHERE p.id IN"
        " (SELECT product_id FROM waitlist WHERE status = 'waiting')"
        " AND p.stock > 0 AND p.archived_at IS NULL AND EXISTS (SELECT 1 FROM waitlist AS w"
        " LEFT JOIN product_variants AS v ON v.id = w.variant_id AND v.archived_at IS NULL"
        " WHERE w.product_id = p.id AND w.status = 'waiting' AND w.quantity <="
        " CASE WHEN w.variant_id IS NOT NULL THEN v.stock WHEN p.has_variants THEN 0"
        " ELSE p.stock END)"
        " ORDER BY p.id LIMIT ?";
    return select_all(database, sql, read_product_id, limit);
}

Result<std::vector<Wait>> select_waiting(Database& database,
                                         std::span<const ProductId> products,
                                         std::size_t limit) {
    static const std::string sql =
        "SELECT id, chat_message_id, streamer, buyer, product_id, variant, quantity, source, "
        "language,"
        " hold_seconds, reminder_seconds, commission_percentage, status, order_id, created_at,"
        " updated_at, variant_id, shipping_price, free_shipping_from FROM waitlist WHERE "
        "product_id = ? AND status = 'waiting' ORDER BY id LIMIT ?";
    std::vector<Wait> all;
    for (const ProductId& product : products) {
        const auto waits = select_all(database, sql, read_wait, product.to_string(), limit);
        if (!waits) return waits.error();
        all.insert(all.end(), waits->begin(), waits->end());
    }
    std::sort(all.begin(), all.end(), [](const Wait& a, const Wait& b) { return a.id < b.id; });
    return all;
}

Result<BuyerCounts> count_units(Database& database,
                                std::span<const BuyerProduct> keys,
                                Timestamp since) {
    static const std::string sql =
        "SELECT sum(quantity) FROM order_lines WHERE streamer = ? AND buyer = ? AND product_id = ?"
        " AND +created_at >= ? AND status NOT IN ('cancelled', 'refunded')";
    return count_each(keys, [&](const BuyerProduct& key) {
        return select_one(database, sql, read_number, key.streamer, key.buyer,
                          key.product.to_string(), to_iso8601(since));
    });
}

Result<BuyerCounts> count_unpaid(Database& database,
                                 std::span<const BuyerProduct> keys,
                                 Timestamp since) {
    static const std::string sql =
        "SELECT count(*) FROM orders WHERE streamer = ? AND buyer = ? AND updated_at >= ?"
        " AND end_reason = 'expired'";
    return count_each(keys, [&](const BuyerProduct& key) {
        return select_one(database, sql, read_number, key.streamer, key.buyer, to_iso8601(since));
    });
}

Result<void> upsert_blocked(Database& database, const BlockedBuyer& buyer) {
    std::optional<std::string> at;
    if (buyer.is_blocked) at = to_iso8601(buyer.at);
    return database.execute(
        "INSERT INTO blocked_buyers (streamer, buyer, reason, blocked_at, updated_at)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (streamer, buyer) DO UPDATE SET"
        " reason = excluded.reason, blocked_at = excluded.blocked_at,"
        " updated_at = excluded.updated_at",
        buyer.streamer, buyer.buyer, buyer.reason, at, to_iso8601(buyer.at));
}

Result<std::vector<std::string>> select_blocked(Database& database, const std::string& streamer) {
    static const std::string sql =
        "SELECT buyer FROM blocked_buyers WHERE streamer = ? AND blocked_at IS NOT NULL"
        " ORDER BY buyer";
    return select_all(database, sql, read_text, streamer);
}

}  // namespace tts::sqlite
