#pragma once

#include "adapters/sqlite/database.hpp"
#include "ports/catalogue.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

// The products of shop.db and the states of their pictures. What changes something runs within the
// transaction of the caller; the rest is for a connection that only reads.

namespace tts::sqlite {

Result<std::optional<Product>> select_product(Database& database, const ProductId& id);
Result<std::optional<Product>> select_product(Database& database,
                                              const std::string& streamer,
                                              const std::string& sku);
Result<std::optional<Product>> select_product_of_variant(Database& database,
                                                         const std::string& streamer,
                                                         const std::string& id_or_sku);
Result<ProductPage> select_products(Database& database, const ProductQuery& query);

// Errc::not_found.
Result<Product> update_product(Database& database,
                               const ProductId& id,
                               const ProductChange& change);
// Ends the product's open pin too. Without a time it is put back. Errc::not_found.
Result<Product> archive_product(Database& database,
                                const ProductId& id,
                                std::optional<Timestamp> at);

Result<std::vector<ProductImage>> select_images(Database& database, std::span<const ProductId> ids);
Result<bool> any_image_due(Database& database, Timestamp now);

struct ImageLease {
    Timestamp now;
    Timestamp until;
    std::size_t limit = 0;
};
Result<std::vector<ImageTask>> take_due_images(Database& database, const ImageLease& lease);
Result<void> settle_image_rows(Database& database, std::span<const ImageOutcome> outcomes);
Result<ImageBacklog> count_images(Database& database);

}  // namespace tts::sqlite
