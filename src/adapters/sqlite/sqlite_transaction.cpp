#include "adapters/sqlite/sqlite_transaction.hpp"

#include "adapters/sql/discounts_sql.hpp"
#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/store_rows.hpp"
#include "adapters/sqlite/store_waitlist.hpp"
#include "adapters/sqlite/store_writes.hpp"

#include <algorithm>
#include <set>

namespace tts::sqlite {

namespace {

OrderId read_order_id(RowReader& row) {
    return row.id<OrderId>();
}

}  // namespace

Result<void> SqliteTransaction::hold_fences(std::span<const ShardFence> fences) {
    auto select = write_->query("SELECT token FROM shard_fences WHERE shard = ?");
    if (!select) return select.error().during("checking the fences");
    for (const ShardFence& fence : fences) {
        select->reset();
        const auto row = select->bind(fence.shard).step();
        if (!row) return row.error().during("checking the fences");
        if (*row && select->number(0) > fence.token)
            return Error(Errc::conflict,
                         "shard " + std::to_string(fence.shard) + " was given to another worker");
    }
    return {};
}

Result<std::vector<Product>> SqliteTransaction::lock_products(std::span<const ProductId> ids) {
    static const std::string sql =
        "SELECT " + product_columns + " FROM products WHERE id = ? AND archived_at IS NULL";
    std::vector<Product> products;
    auto select = write_->query(sql.c_str());
    if (!select) return select.error().during("locking products");
    for (const ProductId& id : std::set<ProductId>(ids.begin(), ids.end())) {
        const std::string key = id.to_string();
        select->reset();
        select->bind(key);
        auto product = read_optional(*select, read_product);
        if (!product) return product.error().during("locking products");
        if (*product) products.push_back(std::move(**product));
    }
    for (Product& product : products) {
        const auto awaited = is_awaited(*write_, product);
        if (!awaited) return awaited.error().during("locking products");
        product.is_awaited = *awaited;
        for (Variant& variant : product.variants) {
            const auto variant_awaited = is_awaited(*write_, variant);
            if (!variant_awaited) return variant_awaited.error().during("locking products");
            variant.is_awaited = *variant_awaited;
        }
    }
    return products;
}

Result<std::set<OrderId>> SqliteTransaction::being_paid(std::span<const OrderId> orders) {
    static const std::string sql =
        "SELECT order_id FROM payments WHERE order_id = ? AND status IN ('pending', 'completed')";
    std::set<OrderId> paying;
    for (const OrderId& order : orders) {
        const auto found = select_one(*write_, sql, read_order_id, order.to_string());
        if (!found) return found.error().during("looking for pending payments");
        if (*found) paying.insert(order);
    }
    return paying;
}

Result<std::vector<ProductId>> SqliteTransaction::awaited_products(std::size_t limit) {
    return select_awaited_products(*write_, limit);
}

Result<std::vector<Wait>> SqliteTransaction::waiting(std::span<const ProductId> products,
                                                     std::size_t limit) {
    return select_waiting(*write_, products, limit);
}

Result<std::map<BuyerProduct, std::int64_t>> SqliteTransaction::units_of(
    std::span<const BuyerProduct> keys, Timestamp since) {
    return count_units(*write_, keys, since);
}

Result<std::map<BuyerProduct, std::int64_t>> SqliteTransaction::unpaid_of(
    std::span<const BuyerProduct> keys, Timestamp since) {
    return count_unpaid(*write_, keys, since);
}

Result<std::vector<Order>> SqliteTransaction::due_orders(Timestamp now, std::size_t limit) {
    static const std::string sql =
        "SELECT " + order_columns +
        " FROM orders AS o WHERE o.status = 'pending' AND o.sweep_at <= ?"
        " ORDER BY o.sweep_at, o.id LIMIT ?";
    return select_all(*write_, sql, read_order, to_iso8601(now), limit);
}

Result<Discount> SqliteTransaction::use_discount(const std::string& streamer,
                                                 const std::string& code,
                                                 Timestamp at) {
    static const std::string sql = "SELECT " + sql::for_sqlite(sql::discount_columns) +
                                   " FROM discount_codes WHERE streamer = ? AND code = ?";
    const auto found = select_one(*write_, sql, sql::read_discount<RowReader>, streamer, code);
    if (!found) return found.error().during("reading a discount code");
    if (!*found) return Error(Errc::not_found, "there is no discount code " + code);
    return usable(**found, at);
}

Result<Order> SqliteTransaction::lock_order(const std::string& id_or_number) {
    static const std::string sql =
        "SELECT " + order_columns + " FROM orders AS o WHERE o.id = ?1 OR o.order_number = ?1";
    auto order = select_one(*write_, sql, read_order, id_or_number);
    if (!order) return order.error().during("locking an order");
    if (!*order) return Error(Errc::not_found, "there is no order " + id_or_number);
    return std::move(**order);
}

Result<std::vector<Order>> SqliteTransaction::pending_orders(std::span<const BuyerProduct> keys,
                                                             Timestamp since) {
    // The '+' keeps SQLite from walking through all orders of the streamer by their time: without
    // statistics it takes the range for the better choice than the index of pending orders.
    static const std::string sql =
        "SELECT " + order_columns +
        " FROM orders AS o WHERE o.status = 'pending' AND o.streamer = ?1 AND o.buyer = ?2"
        " AND (?3 = '' OR o.product_id = ?3) AND +o.created_at >= ?4";
    std::vector<Order> orders;
    auto select = write_->query(sql.c_str());
    if (!select) return select.error().during("looking for pending orders");
    const std::string earliest = to_iso8601(since);
    for (const BuyerProduct& key : std::set<BuyerProduct>(keys.begin(), keys.end())) {
        const std::string product = key.product.is_nil() ? "" : key.product.to_string();
        select->reset();
        select->bind(key.streamer, key.buyer, product, earliest);
        auto some = read_rows(*select, read_order);
        if (!some) return some.error().during("looking for pending orders");
        std::move(some->begin(), some->end(), std::back_inserter(orders));
    }
    std::sort(orders.begin(), orders.end(), [](const Order& a, const Order& b) {
        return std::tie(a.created_at, a.id) > std::tie(b.created_at, b.id);
    });
    return orders;
}

Result<std::vector<CommentId>> SqliteTransaction::write(const Effects& effects) {
    if (must_roll_back_ || is_ended_)
        return Error(Errc::conflict, "the transaction can only be rolled back");
    auto stored_before = write_all(effects);
    if (!stored_before || !stored_before->empty()) must_roll_back_ = true;
    return stored_before;
}

Result<std::vector<CommentId>> SqliteTransaction::write_all(const Effects& effects) {
    Database& database = *write_;
    auto stored_before = insert_comments(database, effects.comments);
    if (!stored_before || !stored_before->empty()) return stored_before;
    // One after the other: some failures roll back at once, and what followed would be on its own.
    const auto changed = change_stock(database, effects.stock);
    if (!changed) return changed.error();
    const auto ordered = insert_orders(database, effects.orders);
    if (!ordered) return ordered.error();
    const auto relined = update_order_lines(database, effects.edited_orders);
    if (!relined) return relined.error();
    for (const auto* orders : {&effects.edited_orders, &effects.changed_orders}) {
        const auto updated = update_orders(database, *orders);
        if (!updated) return updated.error();
    }
    const auto linked = insert_links(database, effects.links);
    if (!linked) return linked.error();
    const auto notified =
        insert_notifications(database, effects.notifications, effects.no_address_reason);
    if (!notified) return notified.error();
    const auto told = insert_events(database, effects.events);
    if (!told) return told.error();
    const auto lined_up = upsert_waits(database, effects.waits);
    if (!lined_up) return lined_up.error();
    return stored_before;
}

Result<void> SqliteTransaction::commit() {
    if (is_ended_ || must_roll_back_)
        return Error(Errc::conflict, "the transaction can only be rolled back");
    is_ended_ = true;
    const auto committed = write_.commit();
    if (!committed) return committed.error().during("committing");
    return {};
}

}  // namespace tts::sqlite
