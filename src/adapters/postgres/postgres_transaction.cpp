#include "adapters/postgres/postgres_transaction.hpp"

#include "adapters/postgres/comment_table.hpp"
#include "adapters/postgres/order_tables.hpp"
#include "adapters/postgres/outbox_table.hpp"
#include "adapters/postgres/product_tables.hpp"
#include "adapters/postgres/sql_array.hpp"
#include "adapters/postgres/waitlist_table.hpp"
#include "adapters/sql/discounts_sql.hpp"
#include "adapters/sql/json_rows.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace tts::postgres {

namespace {

// Keeps a statement's parameters at some megabytes, however large the batch is.
constexpr std::size_t rows_per_statement = 1'000;

// Adds the statements that `insert` makes of the rows, in chunks.
template <class Row, class Insert>
void add(std::vector<Statement>& statements, const std::vector<Row>& rows, Insert insert) {
    const std::span<const Row> all(rows);
    for (std::size_t at = 0; at < all.size(); at += rows_per_statement)
        statements.push_back(
            insert(all.subspan(at, std::min(rows_per_statement, all.size() - at))));
}

// Comments first: what is refused because it is stored already is one of them, and links refer to
// them.
std::vector<Statement> statements_of(const Effects& effects) {
    std::vector<Statement> statements;
    add(statements, effects.comments, insert_comments);
    if (!effects.stock.empty()) statements.push_back(change_stock(effects.stock));
    add(statements, effects.stock, insert_stock_moves);
    const auto has_variant = [](const StockMove& move) { return !move.variant.is_nil(); };
    if (std::ranges::any_of(effects.stock, has_variant))
        statements.push_back(change_variant_stock(effects.stock));
    add(statements, effects.orders, insert_orders);
    for (const Order& order : effects.edited_orders)
        statements.push_back(update_order_lines(order));
    for (const auto* orders : {&effects.edited_orders, &effects.changed_orders})
        for (const Order& order : *orders) {
            statements.push_back(update_order(order));
            if (order.status != OrderStatus::pending && !order.claim.is_nil())
                statements.push_back(settle_offer(order));
        }
    add(statements, effects.links, insert_links);
    add(statements, effects.notifications, [&](std::span<const Notification> rows) {
        return insert_notifications(rows, effects.no_address_reason);
    });
    add(statements, effects.events, insert_events);
    add(statements, effects.waits, upsert_waits);
    return statements;
}

// What says again what an earlier comment of the same batch says.
std::set<CommentId> repeated_in(const std::vector<DecidedComment>& comments) {
    std::set<CommentId> repeated;
    std::set<CommentId> ids;
    std::set<std::pair<std::string_view, std::string_view>> messages;
    for (const DecidedComment& row : comments) {
        const Comment& comment = row.comment;
        const bool is_new_id = ids.insert(comment.id).second;
        const bool is_new_message =
            comment.source_message_id.empty() ||
            messages.emplace(comment.source, comment.source_message_id).second;
        if (!is_new_id || !is_new_message) repeated.insert(comment.id);
    }
    return repeated;
}

// Every product whose stock changes must be there.
Result<void> check_stock_answer(const Rows& answer, const std::vector<StockMove>& moves) {
    std::set<ProductId> products;
    for (const auto& move : moves) products.insert(move.product);
    if (answer.written() == static_cast<std::int64_t>(products.size())) return {};
    return Error(Errc::invalid, "the stock of an unknown product cannot change");
}

}  // namespace

PostgresTransaction::~PostgresTransaction() {
    if (is_open() && !over_ && connection_.in_transaction())
        connection_.exchange(std::vector<Statement>{{"ROLLBACK", {}}});
}

bool PostgresTransaction::is_open() const {
    return generation_ != 0 && generation_ == connection_.generation();
}

Reply PostgresTransaction::exchange(std::vector<Statement> statements) {
    if (failure_) return {.rows = {}, .error = failure_};
    std::size_t own = 0;  // Statements in front that the caller does not know of.
    if (generation_ == 0) {
        const auto opened = connection_.open();
        if (!opened) return {.rows = {}, .error = opened.error()};
        generation_ = connection_.generation();
        statements.insert(statements.begin(), {{"BEGIN", {}}, limits_statement()});
        own = 2;
    }
    auto reply =
        is_open() ? connection_.exchange(statements)
                  : Reply{.rows = {}, .error = Error(Errc::unavailable, "the connection was lost")};
    if (reply.error) failure_ = reply.error;
    const auto skipped = std::min(own, reply.rows.size());
    reply.rows.erase(reply.rows.begin(), reply.rows.begin() + static_cast<std::ptrdiff_t>(skipped));
    return reply;
}

Result<Rows> PostgresTransaction::run(Statement statement) {
    std::vector<Statement> statements;
    statements.push_back(std::move(statement));
    auto reply = exchange(std::move(statements));
    if (reply.error) return std::move(*reply.error);
    return std::move(reply.rows.front());
}

// Locked in the order of the shards, as everybody does who locks several.
Result<void> PostgresTransaction::hold_fences(std::span<const ShardFence> fences) {
    const auto rows =
        run({"SELECT held.shard FROM unnest($1::int[], $2::bigint[]) AS held (shard, token) "
             "JOIN shard_fences AS f ON f.shard = held.shard AND f.token <= held.token "
             "ORDER BY f.shard FOR SHARE OF f",
             {array_of(fences, &ShardFence::shard), array_of(fences, &ShardFence::token)}});
    if (!rows) return rows.error().during("holding the fences");
    if (rows->count() == static_cast<int>(fences.size())) return {};
    return Error(Errc::conflict, "another worker was given one of the shards");
}

Result<std::vector<Product>> PostgresTransaction::lock_products(std::span<const ProductId> ids) {
    if (ids.empty()) return std::vector<Product>();
    const auto rows = run(select_products_for_update(ids));
    if (!rows) return rows.error().during("locking products");
    auto locked = read_all(*rows, read_locked_product);
    if (!locked) return locked;
    const auto read = read_variants(*locked);
    if (!read) return read.error();
    return locked;
}

Result<void> PostgresTransaction::read_variants(std::vector<Product>& locked) {
    std::vector<ProductId> ids;
    for (const Product& product : locked)
        if (product.has_variants) ids.push_back(product.id);
    if (ids.empty()) return {};
    const auto rows = run(select_locked_variants(ids));
    if (!rows) return rows.error().during("reading the variants of locked products");
    auto found = read_all(*rows, read_locked_variants);
    if (!found) return found.error();
    for (auto& [id, variants] : *found) {
        const auto product = std::ranges::find(locked, id, &Product::id);
        product->variants = std::move(variants);
        sql::own_variants(*product);
    }
    return {};
}

Result<std::set<OrderId>> PostgresTransaction::being_paid(std::span<const OrderId> orders) {
    if (orders.empty()) return std::set<OrderId>();
    const auto rows =
        run({"SELECT order_id FROM payments WHERE order_id = ANY ($1) AND status IN ('pending', "
             "'completed')",
             {array_of(orders, std::identity())}});
    if (!rows) return rows.error().during("looking for pending payments");
    const auto ids = read_all(*rows, [](RowReader& row) { return row.id<OrderId>(); });
    if (!ids) return ids.error();
    return std::set<OrderId>(ids->begin(), ids->end());
}

Result<std::vector<ProductId>> PostgresTransaction::awaited_products(std::size_t limit) {
    const auto rows = run(select_awaited_products(limit));
    if (!rows) return rows.error().during("looking for products that are waited for");
    return read_all(*rows, [](RowReader& row) { return row.id<ProductId>(); });
}

Result<std::vector<Wait>> PostgresTransaction::waiting(std::span<const ProductId> products,
                                                       std::size_t limit) {
    if (products.empty()) return std::vector<Wait>();
    const auto rows = run(select_waiting(products, limit));
    if (!rows) return rows.error().during("reading who waits");
    return read_all(*rows, read_wait);
}

Result<std::vector<Order>> PostgresTransaction::due_orders(Timestamp now, std::size_t limit) {
    const auto rows = run(select_due_orders(now, limit));
    if (!rows) return rows.error().during("looking for orders that are due");
    return read_all(*rows, read_order);
}

Result<Discount> PostgresTransaction::use_discount(const std::string& streamer,
                                                   const std::string& code,
                                                   Timestamp at) {
    // Locked first and counted then, so that orders of those who had the lock before count.
    const auto held =
        run({"SELECT FROM discount_codes WHERE streamer = $1 AND code = $2 FOR UPDATE",
             {streamer, code}});
    if (!held) return held.error().during("locking a discount code");
    const auto rows = run({"SELECT " + sql::for_postgres(sql::discount_columns, ms) +
                               " FROM discount_codes WHERE streamer = $1 AND code = $2",
                           {streamer, code}});
    if (!rows) return rows.error().during("reading a discount code");
    const auto found = read_all(*rows, sql::read_discount<RowReader>);
    if (!found) return found.error();
    if (found->empty()) return Error(Errc::not_found, "there is no discount code " + code);
    return usable(found->front(), at);
}

Result<Order> PostgresTransaction::lock_order(const std::string& id_or_number) {
    auto select = select_order(id_or_number);
    select.sql += " FOR UPDATE OF o";
    const auto rows = run(std::move(select));
    if (!rows) return rows.error().during("locking an order");
    auto orders = read_all(*rows, read_order);
    if (!orders) return orders.error();
    if (orders->empty()) return Error(Errc::not_found, "there is no order " + id_or_number);
    return std::move(orders->front());
}

Result<std::map<BuyerProduct, std::int64_t>> PostgresTransaction::count(Statement statement) {
    const auto rows = run(std::move(statement));
    if (!rows) return rows.error().during("counting what buyers have");
    const auto counts = read_all(*rows, read_buyer_count);
    if (!counts) return counts.error();
    return std::map<BuyerProduct, std::int64_t>(counts->begin(), counts->end());
}

Result<std::map<BuyerProduct, std::int64_t>> PostgresTransaction::units_of(
    std::span<const BuyerProduct> keys, Timestamp since) {
    if (keys.empty()) return std::map<BuyerProduct, std::int64_t>();
    return count(select_units(keys, since));
}

Result<std::map<BuyerProduct, std::int64_t>> PostgresTransaction::unpaid_of(
    std::span<const BuyerProduct> keys, Timestamp since) {
    if (keys.empty()) return std::map<BuyerProduct, std::int64_t>();
    return count(select_unpaid(keys, since));
}

Result<std::vector<Order>> PostgresTransaction::pending_orders(std::span<const BuyerProduct> keys,
                                                               Timestamp since) {
    if (keys.empty()) return std::vector<Order>();
    const auto rows = run(select_pending_orders(keys, since));
    if (!rows) return rows.error().during("reading pending orders");
    return read_all(*rows, read_order);
}

Result<std::vector<CommentId>> PostgresTransaction::write(const Effects& effects) {
    auto statements = statements_of(effects);
    if (statements.empty()) return std::vector<CommentId>();
    const auto reply = exchange(std::move(statements));

    const auto chunks = (effects.comments.size() + rows_per_statement - 1) / rows_per_statement;
    const bool is_comment_refused = reply.error && reply.rows.size() < chunks;
    if (is_comment_refused && reply.error->code() == Errc::conflict)
        return stored_before(effects.comments, *reply.error);
    if (reply.error) return reply.error->during("writing a batch");
    if (!effects.stock.empty()) {
        const auto checked = check_stock_answer(reply.rows[chunks], effects.stock);
        if (!checked) return checked.error();
    }
    return std::vector<CommentId>();
}

// To ask after the refusal costs only those batches that are handled again; to let the INSERT skip
// what is there (ON CONFLICT) costs every comment a third more.
Result<std::vector<CommentId>> PostgresTransaction::stored_before(
    const std::vector<DecidedComment>& comments, const Error& refusal) {
    std::vector<Statement> statements;
    statements.push_back({"ROLLBACK", {}});
    add(statements, comments, select_stored);
    over_ = true;
    const auto reply = connection_.exchange(statements);
    if (reply.error) return reply.error->during("looking for stored comments");
    auto stored = repeated_in(comments);
    for (const auto& rows : std::span(reply.rows).subspan(1)) {
        const auto ids = read_all(rows, [](RowReader& row) { return row.id<CommentId>(); });
        if (!ids) return ids.error();
        stored.insert(ids->begin(), ids->end());
    }
    // Whoever stored it is gone again: a later try finds out.
    if (stored.empty()) return Error(Errc::unavailable, refusal.what());
    return std::vector<CommentId>(stored.begin(), stored.end());
}

Result<void> PostgresTransaction::commit() {
    if (failure_) return *failure_;
    if (generation_ == 0) return {};
    over_ = true;
    const auto rows = run({"COMMIT", {}});
    if (!rows) return rows.error().during("committing");
    // A transaction that failed answers COMMIT with ROLLBACK, and no error.
    if (rows->tag() == "COMMIT") return {};
    return Error(Errc::unavailable, "the transaction was rolled back");
}

}  // namespace tts::postgres
