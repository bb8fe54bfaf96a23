#pragma once

#include "adapters/postgres/connection.hpp"
#include "core/product.hpp"
#include "ports/store.hpp"

#include <span>

// The SQL of products, streamers, streamer_pins and product_matches.

namespace tts::postgres {

Statement upsert_product(const Product& product);
Statement insert_sighting(const Sighting& sighting);
Statement upsert_streamer(const Streamer& streamer);

// Answers with the product as it is then, or with nothing if there is none.
Statement update_product(const ProductId& id, const ProductChange& change);

// Ends the product's open pin and archives it, or, without a time, only puts it back. The last
// statement answers with the product, or with nothing if there is none.
std::vector<Statement> archive_statements(const ProductId& id, std::optional<Timestamp> at);

// How many there are, and the page.
std::vector<Statement> select_products(const ProductQuery& query);

// Those on the shelf, in the order of their ids, which is also the order of locking.
Statement select_products_for_update(std::span<const ProductId> ids);
// Their variants as they are now that the products are locked: the statement that waited for the
// lock still saw those of before.
Statement select_locked_variants(std::span<const ProductId> products);
// Adds the moves of each product up.
Statement change_stock(std::span<const StockMove> moves);
// Likewise of each variant, for moves that have one.
Statement change_variant_stock(std::span<const StockMove> moves);
// Of moves that keep the sum of a product's units; the others are noted by a trigger.
Statement insert_stock_moves(std::span<const StockMove> moves);

// Serialises the pins of a streamer, closes the open one of the same hand and opens the new one, if
// the streamer has the product. The last statement writes as many rows as pins were opened.
std::vector<Statement> pin_statements(const std::string& streamer,
                                      const std::optional<ProductId>& product,
                                      Timestamp at,
                                      PinnedBy by);

// What read_product() reads.
std::string product_columns();
std::string variants_column();  // Within it; of one product.
Product read_product(RowReader& row);
// Of select_products_for_update().
Product read_locked_product(RowReader& row);
// Of select_locked_variants().
struct LockedVariants {
    ProductId product = {};
    std::vector<Variant> variants = {};
};
LockedVariants read_locked_variants(RowReader& row);
std::string streamer_columns();
Streamer read_streamer(RowReader& row);
std::string pin_columns();
Pin read_pin(RowReader& row);
std::string sighting_columns();
Sighting read_sighting(RowReader& row);

}  // namespace tts::postgres
