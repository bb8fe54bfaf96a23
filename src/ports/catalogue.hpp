#pragma once

#include "core/product.hpp"
#include "core/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace tts {

enum class Archived { no, yes, either };

// Which products of one streamer.
struct ProductQuery {
    std::string streamer;
    // Each word must be in the name, the claim code or the SKU, wherever; case and accents do not
    // matter. Empty: all products.
    std::string words = {};
    Archived archived = Archived::no;
    std::size_t limit = 50;
    std::size_t offset = 0;
};

struct ProductPage {
    std::vector<Product> products;  // By sku.
    std::size_t total = 0;          // All that were asked for, whatever the limit.
};

// What a seller changes of a product; what is nothing stays.
struct ProductChange {
    std::optional<std::string> name = {};
    std::optional<std::string> user_description = {};
    std::optional<std::string> code = {};
    std::optional<std::string> category = {};
    std::optional<std::string> tag = {};
    std::optional<std::vector<std::string>> options = {};
    std::optional<Money> price = {};
    std::optional<std::int32_t> stock = {};
};

// A picture to prepare.
struct ImageTask {
    ProductId product;
    std::string url;
    std::int64_t revision = 0;  // Of the picture; another one once it may have been replaced.
    std::int32_t attempts = 0;  // This one included.
};

// What came of a task.
struct ImageOutcome {
    ImageTask task;
    ImageState state = ImageState::ready;
    std::string reason;
    Timestamp due_at;  // If it is still pending: when to try again.
};

struct ImageBacklog {
    std::int64_t pending = 0;
    std::int64_t failed = 0;
    std::optional<Timestamp> oldest_due;  // Of the pending ones.
};

// The products of a store, which is its only implementation: tests/contract/store_contract.hpp.
// Errors and threads are those of the store.
class Catalogue {
public:
    virtual ~Catalogue() = default;

    // Adds the product, or updates the one with the same (streamer, sku), whose id and created_at
    // stay. It is on the shelf then, also if it was archived, and its pictures wait to be prepared.
    // The stock of one with variants stays that of its variants, which this does not write. Returns
    // it as stored. Errc::conflict if another product or variant on the shelf has the claim code.
    virtual Result<Product> save_product(const Product& product) = 0;

    // Archived ones too. Errc::not_found.
    virtual Result<Product> product(const ProductId& id) = 0;
    virtual Result<Product> product_by_sku(const std::string& streamer, const std::string& sku) = 0;

    // The product with the variant of this id or SKU, which is on the shelf like the product.
    // Errc::not_found.
    virtual Result<Product> product_of_variant(const std::string& streamer,
                                               const std::string& id_or_sku) = 0;

    virtual Result<ProductPage> products(const ProductQuery& query) = 0;

    // Writes what changes and nothing else, so that stock that is sold meanwhile stays sold.
    // Returns the product as it is then. Errc::not_found; Errc::conflict as above.
    virtual Result<Product> change_product(const ProductId& id, const ProductChange& change) = 0;

    // Takes the product off the shelf, and off the screen if it is pinned; or, without a time, puts
    // it back. What is there already stays as it is. Errc::not_found; Errc::conflict if another
    // product took its claim code meanwhile.
    virtual Result<Product> archive_product(const ProductId& id, std::optional<Timestamp> at) = 0;

    // The pictures of these products, in no particular order.
    virtual Result<std::vector<ProductImage>> product_images(std::span<const ProductId> ids) = 0;

    // Up to `limit` pictures that are due, those that wait longest first; nobody else gets them
    // until `now + lease`, so that a process that dies is followed by another.
    virtual Result<std::vector<ImageTask>> take_images(Timestamp now,
                                                       std::chrono::milliseconds lease,
                                                       std::size_t limit) = 0;

    // Writes what came of tasks. A picture that was replaced meanwhile stays pending.
    virtual Result<void> settle_images(std::span<const ImageOutcome> outcomes) = 0;

    virtual Result<ImageBacklog> image_backlog() = 0;
};

}  // namespace tts
