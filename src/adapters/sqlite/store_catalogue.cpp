#include "adapters/sqlite/store_catalogue.hpp"

#include "adapters/sqlite/json_columns.hpp"
#include "adapters/sqlite/select.hpp"
#include "adapters/sqlite/store_rows.hpp"
#include "core/fold.hpp"

#include <algorithm>
#include <string_view>

namespace tts::sqlite {

namespace {

constexpr std::string_view word_ends = " \t\r\n";

std::vector<std::string> words_of(const std::string& text) {
    const std::string plain = folded(text);
    std::vector<std::string> words;
    for (std::size_t at = 0; at < plain.size();) {
        const auto end = std::min(plain.find_first_of(word_ends, at), plain.size());
        if (end > at) words.push_back(plain.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

struct FoundProduct {
    ProductId id;
    std::string text;  // What is searched.
};

FoundProduct read_found(RowReader& row) {
    FoundProduct found;
    found.id = row.id<ProductId>();
    found.text = row.text();
    return found;
}

std::int64_t read_number(RowReader& row) {
    return row.integer();
}

// By their names alone, which is quick for some ten thousand products: SQLite has no index for the
// middle of a text, and cannot fold letters beyond ASCII.
Result<ProductPage> search_products(Database& database, const ProductQuery& query) {
    static const std::string names_sql =
        "SELECT id, name || ' ' || code || ' ' || sku FROM products WHERE streamer = ?1"
        " AND (?2 = 2 OR (?2 = 1) = (archived_at IS NOT NULL)) ORDER BY sku";
    const auto rows = select_all(database, names_sql, read_found, query.streamer,
                                 static_cast<std::int32_t>(query.archived));
    if (!rows) return rows.error();
    const auto words = words_of(query.words);
    ProductPage page;
    for (const auto& row : *rows) {
        const std::string text = folded(row.text);
        const auto is_there = [&](const std::string& word) {
            return text.find(word) != std::string::npos;
        };
        if (!std::all_of(words.begin(), words.end(), is_there)) continue;
        const bool on_page = page.total >= query.offset && page.total - query.offset < query.limit;
        ++page.total;
        if (!on_page) continue;
        auto product = select_product(database, row.id);
        if (!product) return product.error();
        if (*product) page.products.push_back(std::move(**product));
    }
    return page;
}

ImageTask read_task(RowReader& row) {
    ImageTask task;
    task.product = row.id<ProductId>();
    task.url = row.text();
    task.revision = row.integer();
    task.attempts = row.small_integer();
    return task;
}

ProductImage read_image(RowReader& row) {
    ProductImage image;
    image.product = row.id<ProductId>();
    image.url = row.text();
    image.state = row.parsed(parse_image_state);
    image.reason = row.text();
    return image;
}

ImageBacklog read_backlog(RowReader& row) {
    ImageBacklog backlog;
    backlog.pending = row.integer();
    backlog.failed = row.integer();
    backlog.oldest_due = row.maybe_time();
    return backlog;
}

Result<Product> product_or_not_found(Database& database, const ProductId& id) {
    auto product = select_product(database, id);
    if (!product) return product.error();
    if (!*product) return Error(Errc::not_found, "there is no product " + id.to_string());
    return std::move(**product);
}

}  // namespace

Result<std::optional<Product>> select_product(Database& database, const ProductId& id) {
    static const std::string sql = "SELECT " + product_columns + " FROM products WHERE id = ?";
    return select_one(database, sql, read_product, id.to_string());
}

Result<std::optional<Product>> select_product(Database& database,
                                              const std::string& streamer,
                                              const std::string& sku) {
    static const std::string sql =
        "SELECT " + product_columns + " FROM products WHERE streamer = ? AND sku = ?";
    return select_one(database, sql, read_product, streamer, sku);
}

Result<std::optional<Product>> select_product_of_variant(Database& database,
                                                         const std::string& streamer,
                                                         const std::string& id_or_sku) {
    static const std::string sql =
        "SELECT " + product_columns +
        " FROM products WHERE id = (SELECT product_id FROM product_variants WHERE streamer = ?1"
        " AND (sku = ?2 OR id = ?2) AND archived_at IS NULL ORDER BY id = ?2 DESC LIMIT 1)"
        " AND archived_at IS NULL";
    return select_one(database, sql, read_product, streamer, id_or_sku);
}

Result<ProductPage> select_products(Database& database, const ProductQuery& query) {
    static const std::string which =
        " FROM products WHERE streamer = ?1"
        " AND (?2 = 2 OR (?2 = 1) = (archived_at IS NOT NULL))";
    static const std::string page_sql =
        "SELECT " + product_columns + which + " ORDER BY sku LIMIT ?3 OFFSET ?4";
    static const std::string count_sql = "SELECT count(*)" + which;
    ReadTransaction transaction(database);
    const auto begun = transaction.begin();
    if (!begun) return begun.error();
    if (!words_of(query.words).empty()) return search_products(database, query);
    const auto archived = static_cast<std::int32_t>(query.archived);
    auto products = select_all(database, page_sql, read_product, query.streamer, archived,
                               query.limit, query.offset);
    if (!products) return products.error();
    const auto total = select_one(database, count_sql, read_number, query.streamer, archived);
    if (!total) return total.error();
    return ProductPage{.products = std::move(*products),
                       .total = static_cast<std::size_t>(total->value_or(0))};
}

Result<Product> update_product(Database& database,
                               const ProductId& id,
                               const ProductChange& change) {
    std::optional<std::string> options;
    if (change.options) options = texts_to_json(*change.options);
    std::optional<std::string> price;
    if (change.price) price = change.price->to_string();
    const auto updated = database.execute(
        "UPDATE products SET name = coalesce(?2, name),"
        " user_description = coalesce(?3, user_description), code = coalesce(?4, code),"
        " category = coalesce(?5, category), tag = coalesce(?6, tag),"
        " options = coalesce(?7, options), price = coalesce(?8, price),"
        " stock = CASE WHEN has_variants THEN stock ELSE coalesce(?9, stock) END,"
        " updated_at = ?10 WHERE id = ?1",
        id.to_string(), change.name, change.user_description, change.code, change.category,
        change.tag, options, price, change.stock, to_iso8601(now()));
    if (!updated) return updated.error();
    return product_or_not_found(database, id);
}

Result<Product> archive_product(Database& database,
                                const ProductId& id,
                                std::optional<Timestamp> at) {
    std::optional<std::string> time;
    if (at) time = to_iso8601(*at);
    const auto archived = database.execute(
        "UPDATE products SET updated_at = ?3,"
        " archived_at = CASE WHEN ?2 IS NULL THEN NULL ELSE coalesce(archived_at, ?2) END"
        " WHERE id = ?1",
        id.to_string(), time, to_iso8601(now()));
    if (!archived) return archived.error();
    if (at) {
        const auto unpinned = database.execute(
            "UPDATE streamer_pins SET unpinned_at = max(pinned_at, ?2)"
            " WHERE product_id = ?1 AND unpinned_at IS NULL",
            id.to_string(), time);
        if (!unpinned) return unpinned.error();
    }
    return product_or_not_found(database, id);
}

Result<std::vector<ProductImage>> select_images(Database& database,
                                                std::span<const ProductId> ids) {
    static const std::string sql =
        "SELECT product_id, url, state, reason FROM product_images WHERE product_id = ?";
    std::vector<ProductImage> all;
    for (const ProductId& id : ids) {
        auto images = select_all(database, sql, read_image, id.to_string());
        if (!images) return images.error();
        all.insert(all.end(), images->begin(), images->end());
    }
    return all;
}

Result<bool> any_image_due(Database& database, Timestamp now) {
    static const std::string sql =
        "SELECT EXISTS (SELECT 1 FROM product_images WHERE state = 'pending' AND due_at <= ?1"
        " AND (leased_until IS NULL OR leased_until <= ?1))";
    const auto due = select_one(database, sql, read_number, to_iso8601(now));
    if (!due) return due.error();
    return due->value_or(0) != 0;
}

Result<std::vector<ImageTask>> take_due_images(Database& database, const ImageLease& lease) {
    static const std::string sql =
        "UPDATE product_images SET leased_until = ?2, attempts = attempts + 1, updated_at = ?1"
        " WHERE (product_id, url) IN (SELECT product_id, url FROM product_images"
        " WHERE state = 'pending' AND due_at <= ?1"
        " AND (leased_until IS NULL OR leased_until <= ?1)"
        " ORDER BY due_at, product_id, url LIMIT ?3)"
        " RETURNING product_id, url, revision, attempts";
    return select_all(database, sql, read_task, to_iso8601(lease.now), to_iso8601(lease.until),
                      lease.limit);
}

Result<void> settle_image_rows(Database& database, std::span<const ImageOutcome> outcomes) {
    for (const ImageOutcome& outcome : outcomes) {
        const ImageTask& task = outcome.task;
        const auto settled = database.execute(
            "UPDATE product_images SET state = ?4, reason = ?5, due_at = ?6, leased_until = NULL,"
            " updated_at = ?7 WHERE product_id = ?1 AND url = ?2 AND revision = ?3",
            task.product.to_string(), task.url, task.revision, to_string(outcome.state),
            outcome.reason, to_iso8601(outcome.due_at), to_iso8601(now()));
        if (!settled) return settled.error();
    }
    return {};
}

Result<ImageBacklog> count_images(Database& database) {
    static const std::string sql =
        "SELECT count(*) FILTER (WHERE state = 'pending'),"
        " count(*) FILTER (WHERE state = 'failed'),"
        " min(due_at) FILTER (WHERE state = 'pending')"
        " FROM product_images WHERE state IN ('pending', 'failed')";
    const auto backlog = select_one(database, sql, read_backlog);
    if (!backlog) return backlog.error();
    return backlog->value_or(ImageBacklog());
}

}  // namespace tts::sqlite
