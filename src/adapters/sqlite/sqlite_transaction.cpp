#include "adapters/sqlite/sqlite_transaction.hpp"

#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/store_rows.hpp"
#include "adapters/sqlite/store_waitlist.hpp"
#include "adapters/sqlite/store_writes.hpp"

#include <algorithm>
#include <set>

namespace tts::sqlite {

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
    }
    return products;
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

Result<Order> SqliteTransaction::lock_order(const std::string& id_or_number) {
    static const std::string sql =
        "SELECT " + order_columns + " FROM orders AS o WHERE o.id = ?1 OR o.order_number = ?1";
    auto order = select_one(*write_, sql, read_order, id_or_number);
    if (!order) return order.error().during("locking an order");
    if (!*order) return Error(Errc::not_found, "there is no order " + id_or_number);
    return std::move(**order);
}

Result<bool> SqliteTransaction::is_being_paid(const OrderId& id) {
    auto select = write_->query(
        "SELECT 1 FROM payments WHERE order_id = ? AND status IN ('pending', 'completed') LIMIT 1");
    if (!select) return select.error().during("looking for payments of an order");
    const std::string text = id.to_string();  // Not copied: it must live as long.
    select->bind(text);
    const auto found = select->step();
    if (!found) return found.error().during("looking for payments of an order");
    return *found;
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
    const auto reordered = update_orders(database, effects.changed_orders);
    if (!reordered) return reordered.error();
    const auto linked = insert_links(database, effects.links);
    if (!linked) return linked.error();
    const auto notified = insert_notifications(database, effects.notifications);
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
