#include "adapters/postgres/image_table.hpp"
#include "adapters/postgres/postgres_store_class.hpp"
#include "adapters/postgres/product_tables.hpp"

namespace tts::postgres {

Result<Product> PostgresStore::save_product(const Product& product) {
    return find(upsert_product(product), read_product, "product " + product.sku);
}

Result<Product> PostgresStore::product(const ProductId& id) {
    return find({"SELECT " + product_columns() + " FROM products WHERE id = $1", {id.to_string()}},
                read_product, "product " + id.to_string());
}

Result<Product> PostgresStore::product_by_sku(const std::string& streamer, const std::string& sku) {
    return find({"SELECT " + product_columns() + " FROM products WHERE streamer = $1 AND sku = $2",
                 {streamer, sku}},
                read_product, "product " + sku + " of " + streamer);
}

Result<Product> PostgresStore::product_of_variant(const std::string& streamer,
                                                  const std::string& id_or_sku) {
    return find({"SELECT " + product_columns() +
                     " FROM products WHERE streamer = $1 AND id = (SELECT product_id FROM "
                     "product_variants AS own WHERE own.streamer = $1 AND (own.sku = $2 OR "
                     "own.id::text = $2) AND own.archived_at IS NULL ORDER BY own.id::text = $2 "
                     "DESC LIMIT 1) AND archived_at IS NULL",
                 {streamer, id_or_sku}},
                read_product, "variant " + id_or_sku + " of " + streamer);
}

Result<ProductPage> PostgresStore::products(const ProductQuery& query) {
    const auto rows = connection_.run(select_products(query));
    if (!rows) return rows.error().during("listing products");

    auto products = read_all((*rows)[1], read_product);
    if (!products) return products.error();
    ProductPage page;
    page.products = std::move(*products);
    page.total = static_cast<std::size_t>(RowReader((*rows)[0], 0).integer());
    return page;
}

Result<Product> PostgresStore::change_product(const ProductId& id, const ProductChange& change) {
    return find(update_product(id, change), read_product, "product " + id.to_string());
}

Result<Product> PostgresStore::archive_product(const ProductId& id, std::optional<Timestamp> at) {
    const auto rows = connection_.run(archive_statements(id, at));
    if (!rows) return rows.error().during("archiving a product");
    auto product = read_all(rows->back(), read_product);
    if (!product) return product.error();
    if (product->empty()) return Error(Errc::not_found, "there is no product " + id.to_string());
    return std::move(product->front());
}

Result<std::vector<ProductImage>> PostgresStore::product_images(std::span<const ProductId> ids) {
    if (ids.empty()) return std::vector<ProductImage>();
    const auto rows = connection_.run(select_images(ids));
    if (!rows) return rows.error().during("reading the states of pictures");
    return read_all(*rows, read_image);
}

Result<std::vector<ImageTask>> PostgresStore::take_images(Timestamp now,
                                                          std::chrono::milliseconds lease,
                                                          std::size_t limit) {
    const auto rows =
        connection_.run(take_due_images({.now = now, .until = now + lease, .limit = limit}));
    if (!rows) return rows.error().during("taking pictures to prepare");
    return read_all(*rows, read_image_task);
}

Result<void> PostgresStore::settle_images(std::span<const ImageOutcome> outcomes) {
    if (outcomes.empty()) return {};
    const auto rows = connection_.run(settle_image_rows(outcomes));
    if (!rows) return rows.error().during("noting what came of pictures");
    return {};
}

Result<ImageBacklog> PostgresStore::image_backlog() {
    return find(count_images(), read_backlog, "count of pictures");
}

}  // namespace tts::postgres
